// A press that did not reach the server says so, and takes it back when the next one does.
customElements.define("offline-note", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("htmx:error", ({ target, detail }) => {
      this.hidden = !detail.ctx || detail.ctx.response || target.id === "reading-settings";
    });
    document.addEventListener("htmx:after:request", () => { this.hidden = true });
  }
});
