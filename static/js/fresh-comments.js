// Asks now and then whether anybody said something; ever more rarely, and not while nobody looks.
customElements.define("fresh-comments", class extends HTMLElement {
  connectedCallback() {
    [this.wait, this.said] = [30, ""];
    const plan = () => {
      clearTimeout(this.timer);
      if (document.hidden) return;
      this.timer = setTimeout(() => { htmx.trigger(this, "look"); this.wait = Math.min(this.wait * 1.5, 900); plan() }, this.wait * 1000);
    };
    this.addEventListener("htmx:after:swap", () => {
      const said = this.textContent.trim();
      if (said !== this.said) this.wait = 30;
      this.said = said;
    });
    this.plan = plan;
    document.addEventListener("visibilitychange", plan);
    plan();
  }
  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.plan);
  }
});
