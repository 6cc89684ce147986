// Only the passage of a comment that was selected last is quoted, by pointer or by keys; of none, all of it.
let quotedPassage = [];
document.addEventListener("selectionchange", () => {
  const selection = getSelection(), at = selection.anchorNode;
  if (at?.parentElement?.closest(".comment-text")) quotedPassage = [at, `${selection}`.trim()];
  for (const each of document.querySelectorAll("quote-passage")) each.look();
});
customElements.define("quote-passage", class extends HTMLElement {
  connectedCallback() { this.look() }
  look() {
    const button = this.querySelector("button"), [at, words] = quotedPassage;
    const chosen = words && this.closest("article, main").contains(at);
    [button.value, button.textContent] = chosen ? [words, "Quote passage"] : ["yes", "Quote"];
  }
});
