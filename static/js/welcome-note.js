// Escape reads the acknowledgement too, and focus goes back to where it was.
customElements.define("welcome-note", class extends HTMLElement {
  connectedCallback() {
    this.escape = ({ key }) => key === "Escape" && !document.querySelector("dialog[open]") && this.querySelector("form").requestSubmit();
    this.last = document.querySelector("main");
    this.addEventListener("focusin", ({ relatedTarget }) => {
      if (relatedTarget && !this.contains(relatedTarget)) this.last = relatedTarget;
    });
    document.addEventListener("keydown", this.escape);
  }
  disconnectedCallback() {
    document.removeEventListener("keydown", this.escape);
    if (document.activeElement === document.body) this.last.focus({ preventScroll: true });
  }
});
