// A passkey is asked for by the browser and travels in the form that stands here. Where browsers know of
// none, the form stays away, and what stands in its place is left standing.
const passkeyWords = {
  NotAllowedError: "No passkey was chosen. Press the button to try again.",
  InvalidStateError: "This device holds a passkey for your account already.",
  SecurityError: "Passkeys work at this site’s own address only, and this is another.",
  NotSupportedError: "This device cannot keep a passkey of the kind that is needed.",
};
customElements.define("passkey-form", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form"), { kind } = this.dataset;
    this.read = window.PublicKeyCredential?.[`parse${kind === "create" ? "Creation" : "Request"}OptionsFromJSON`];
    if (!this.read) return;
    this.querySelector(".passkey-without")?.remove();
    this.hidden = form.hidden = false;
    if (this.says.textContent) this.says.focus();
    form.addEventListener("submit", (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      this.ask(form, kind);
    });
  }
  get says() { return this.querySelector("[role=status]") }
  async ask(form, kind) {
    this.says.textContent = "";
    try {
      const answer = await fetch(this.dataset.challenge, { method: "POST" });
      if (answer.redirected) return location.assign(answer.url);
      if (!answer.ok) throw new Error(answer.status);
      const publicKey = this.read.call(PublicKeyCredential, await answer.json());
      form.elements.credential.value = JSON.stringify(await navigator.credentials[kind]({ publicKey }));
      form.requestSubmit();
    } catch ({ name }) {
      this.says.textContent = passkeyWords[name] ?? "That did not work just now. Please try again in a while.";
    }
  }
});
