// A link to the print view that opens the print dialog at once where scripts run.
customElements.define("print-button", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => { event.preventDefault(); window.print() });
  }
});
