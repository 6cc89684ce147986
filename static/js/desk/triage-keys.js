// Triage by keys: each presses what is there to be pressed, and the next case is in sight at once.
const HEARD = ["keydown", "htmx:after:swap"], ACTS = { a: "approve", h: "hide", r: "remove" };
customElements.define("triage-keys", class extends HTMLElement {
  decided = new Set();
  connectedCallback() { for (const each of HEARD) document.addEventListener(each, this); }
  disconnectedCallback() { for (const each of HEARD) document.removeEventListener(each, this); }
  get items() { return [...this.querySelectorAll(".desk-cases > li")]; }
  get at() { return this.items.findIndex((item) => item.contains(document.activeElement)); }
  go(step) {
    const { items, at } = this, next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    next?.querySelector("[tabindex]").focus();
    next?.scrollIntoView({ block: "nearest" });
  }
  handleEvent(event) {
    const item = this.items[this.at];
    if (event.type === "keydown") this.pressed(event, item);
    else if (item?.querySelector(".moderation-decided") && this.decided.delete(item)) this.go(1);
  }
  pressed(event, item) {
    const { key, target } = event, act = ACTS[key], find = (what) => item?.querySelector(what);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (key === "Escape") return find("[tabindex]")?.focus();
    if (event.repeat && act && !target.closest("textarea, input")) return event.preventDefault();
    if (target.closest("textarea, input:not([type=checkbox]), select")) return;
    if (key === "j" || key === "k") this.go(key === "j" ? 1 : -1);
    else if (key === "u") this.undo();
    else if (key === "x") find("[type=checkbox]")?.click();
    else if (key === "o") find(".moderation-open")?.click();
    else if (key > "0" && key < "9" && find("select")) find("select").selectedIndex = Number(key);
    else if (act && find(`[value=${act}]`)) {
      this.decided.add(item);
      find(`[value=${act}]`).click();
    }
  }
  undo() {
    const made = [...document.querySelectorAll("[name=undo]")].sort((a, b) => b.value - a.value);
    if (!this.querySelector(".htmx-request")) made[0]?.click(); // else the one on its way is later
  }
});
