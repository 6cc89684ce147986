// The list of what was saved opens beside the page as soon as it has come; without scripts the link
// leads to its page. Escape closes, and the browser gives the focus back to the link.
customElements.define("saved-drawer", class extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    this.addEventListener("htmx:after:swap", () => dialog.open || dialog.showModal());
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.closest(".drawer-close")) dialog.close();
    });
  }
});
