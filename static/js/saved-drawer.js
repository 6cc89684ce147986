// The list of what was saved opens beside the page as soon as it has come; without scripts the link
// leads to its page. Escape closes, and the browser gives the focus back to the link.
customElements.define("saved-drawer", class extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    this.arrived = ({ target }) => { if (target.id === "saved-link" && !dialog.open) dialog.showModal() };
    document.addEventListener("htmx:after:swap", this.arrived);
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.closest(".drawer-close")) dialog.close();
    });
  }
  disconnectedCallback() { document.removeEventListener("htmx:after:swap", this.arrived) }
});
