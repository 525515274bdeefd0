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

// The notice that a case was changed elsewhere: what is typed stays, so the case as it is now opens beside it.
const typed = () =>
  [...document.querySelectorAll("main form[method=post]")].some((form) =>
    [...form.elements].some((field) =>
      field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")
        ? field.value !== field.defaultValue
        : field.matches("input[type=checkbox], input[type=radio]")
          ? field.checked !== field.defaultChecked
          : field.matches("select") && field.selectedIndex !== Math.max(0, [...field.options].findIndex((each) => each.defaultSelected)),
    ),
  );
const tellOfTyping = () => {
  const note = document.querySelector("#changed .typed");
  const link = document.querySelector("#changed a");
  if (!note || !link) return;
  note.hidden = !typed();
  link.target = note.hidden ? "" : "_blank";
};
addEventListener("input", tellOfTyping);
document.addEventListener("htmx:after:swap", tellOfTyping);

// A form is sent once: a second click, or keys held down, before the next page is there send nothing more.
const sent = new WeakMap();
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (event.timeStamp - (sent.get(form) ?? -Infinity) < 3000) event.preventDefault();
  else sent.set(form, event.timeStamp);
});

// Where the workbench does not answer, nothing is sent until it does again: what is typed stays on this page.
const silent = document.createElement("p");
silent.className = "problem";
silent.setAttribute("role", "alert");
silent.textContent = "The workbench does not answer. What you typed stays here: start it again, and send it then.";
document.addEventListener("htmx:error", () => {
  fetch("/static/icon.svg", { method: "HEAD", cache: "no-store" }).catch(() => document.querySelector("main").prepend(silent));
});
document.addEventListener("htmx:after:request", () => silent.remove());
addEventListener(
  "submit",
  (event) => {
    if (!silent.isConnected) return;
    event.preventDefault();
    silent.scrollIntoView({ block: "center" });
  },
  true,
);
