// Comfort only: every page can be read, and every form sent, without this.

// A box ticked under "how the case is looked at" or in "what if" asks at once.
for (const form of document.querySelectorAll(".looked form, form.ask")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox], .looked select")) form.requestSubmit();
  });
}

// "/" leads to the search field, as in a text.
addEventListener("keydown", (event) => {
  const field = document.querySelector("#q");
  if (event.key !== "/" || !field || event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  field.focus();
});
