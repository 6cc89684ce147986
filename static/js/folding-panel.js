// A <details> in a row of tools that folds away by Escape or by a press elsewhere, as menus do.
customElements.define("folding-panel", class extends HTMLElement {
  connectedCallback() {
    this.away = (event) => { if (!this.contains(event.target)) this.fold() };
    this.addEventListener("keydown", (event) => { if (event.key === "Escape") this.fold(true) });
    document.addEventListener("pointerdown", this.away);
  }
  disconnectedCallback() { document.removeEventListener("pointerdown", this.away) }
  fold(back) {
    const details = this.querySelector("details[open]");
    if (!details) return;
    details.open = false;
    if (back) details.querySelector("summary").focus();
  }
});
