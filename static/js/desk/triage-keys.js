// Triage by keys: each presses what is there to be pressed, and the next case is in sight at once.
customElements.define("triage-keys", class extends HTMLElement {
  connectedCallback() {
    this.press = (event) => this.pressed(event);
    this.swapped = () => this.decided && this.go(1);
    document.addEventListener("keydown", this.press);
    document.addEventListener("htmx:after:swap", this.swapped);
  }
  disconnectedCallback() {
    document.removeEventListener("keydown", this.press);
    document.removeEventListener("htmx:after:swap", this.swapped);
  }
  get items() { return [...this.querySelectorAll("ol > li")]; }
  get at() { return this.items.findIndex((item) => item.contains(document.activeElement)); }
  go(step) {
    this.decided = false;
    const { items, at } = this, next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    (next.querySelector("[tabindex]") ?? next).focus();
    next.scrollIntoView({ block: "nearest" });
  }
  pressed({ key, target, altKey, ctrlKey, metaKey }) {
    if (altKey || ctrlKey || metaKey || target.closest("textarea, input:not([type=checkbox]), select")) return;
    if (key === "j" || key === "k") return this.go(key === "j" ? 1 : -1);
    const item = this.items[this.at], act = { a: "approve", h: "hide", r: "remove" }[key];
    const reason = item?.querySelector("select");
    if (!item) return;
    if (act) this.decide(item.querySelector(`[value=${act}]`), reason, act);
    else if (key === "x") item.querySelector("[type=checkbox]")?.click();
    else if (key === "o") item.querySelector(".moderation-open")?.click();
    else if (key === "u") item.querySelector("[name=undo]")?.click();
    else if (reason && key > "0" && key < "9") reason.selectedIndex = Number(key);
  }
  decide(button, reason, act) {
    if (act !== "approve" && reason && !reason.value) return reason.focus();
    this.decided = Boolean(button);
    button?.click();
  }
});
