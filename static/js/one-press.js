// The second press of a double click is none: the button may say the opposite by then.
addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest?.("form button")) event.preventDefault();
}, true);
