// Reading settings take hold and are kept at once, also where there is no network. The mark "*" says
// that no account knows of the choice yet; the answer to the form takes it away.
const readingKept = () => new Map(document.cookie.split("; ").filter((each) => each.startsWith("reading="))
  .flatMap((each) => each.slice(8).split("&")).map((pair) => pair.replace("*", "").split("=")));
const readingShow = (name, value) => {
  document.documentElement.setAttribute(`data-${name.replace("_", "-")}`, value);
  const radio = document.querySelector(`#reading-settings [name=${name}][value=${value}]`);
  if (!radio) return;
  radio.checked = true;
  document.querySelector(`[data-now=${name}]`).textContent = radio.nextElementSibling.textContent;
};
customElements.define("reading-panel", class extends HTMLElement {
  connectedCallback() {
    for (const type of ["change", "pointerdown", "keydown"]) this.addEventListener(type, this, true);
    this.addEventListener("htmx:config:request", this);
    for (const { name, value } of this.querySelectorAll(":checked")) readingShow(name, value);
  }
  handleEvent({ type, target, detail }) {
    if (type === "change") return this.keep(target.name, target.value);
    if (!detail?.ctx) return this.top = this.getBoundingClientRect().top;
    const { sourceEvent, request } = detail.ctx;
    if (sourceEvent?.type !== "change") return;
    for (const name of [...request.body.keys()]) if (name !== sourceEvent.target.name) request.body.delete(name);
  }
  keep(name, value) {
    readingShow(name, value);
    scrollBy(0, this.getBoundingClientRect().top - this.top);
    const known = document.cookie.match(/(?:^|; )reading=([^;]*)/)?.[1].split("&") ?? [];
    const pairs = [...known.filter((pair) => !pair.startsWith(`${name}=`)), `${name}=${value}*`];
    const safe = location.protocol.endsWith("s:") ? ";secure" : "";
    document.cookie = `reading=${pairs.join("&")};path=/;max-age=31536000;samesite=lax${safe}`;
  }
});
addEventListener("pageshow", () => {
  for (const [name, value] of readingKept()) readingShow(name, value);
});
