// What is typed stays in this tab until it was sent: a reload, a crash or a lost network takes nothing.
customElements.define("kept-text", class extends HTMLElement {
  connectedCallback() {
    const text = this.querySelector("textarea"), { form } = text;
    const place = `${form.action} ${form.id}`, sent = `${place} sent`, store = sessionStorage;
    if (store.getItem(sent)) [place, sent].forEach((each) => store.removeItem(each));
    if (!text.value.trim()) text.value = store.getItem(place) ?? "";
    text.addEventListener("input", () => store.setItem(place, text.value));
    form.addEventListener("submit", () => store.setItem(sent, "yes"));
    form.addEventListener("htmx:error", () => store.removeItem(sent));
    form.addEventListener("htmx:response:error", () => store.removeItem(sent));
  }
});
