// The text of a file: the line that the address asks for is shown and marked, and whose line the cursor is on is said.
const text = document.querySelector("#yaml"), told = document.querySelector("#stands-here");
const forms = [...document.querySelectorAll("#forms-of-lines a[data-line]")].map((link) => [Number(link.dataset.line), link]);

const startOf = (line) => text.value.split("\n").slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);

function tell() {
  const line = text.value.slice(0, text.selectionStart).split("\n").length;
  const found = forms.filter(([from]) => from <= line).pop();
  if (!found) return told.replaceChildren(`Line ${line}`);
  const link = document.createElement("a");
  link.href = found[1].href;
  link.textContent = `${found[1].textContent}: its form`;
  told.replaceChildren(`Line ${line}, `, link);
}

if (text && told) {
  const asked = Number(new URLSearchParams(location.search).get("line"));
  if (asked > 0) {
    const start = startOf(asked), end = text.value.indexOf("\n", start);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, end < 0 ? text.value.length : end);
    const height = parseFloat(getComputedStyle(text).lineHeight) || 18;
    text.scrollTop = (asked - 8) * height;
    const line = text.getBoundingClientRect().top + scrollY + (asked - 1) * height - text.scrollTop;
    scrollTo(0, line - innerHeight / 3);
  }
  for (const event of ["keyup", "click", "focus"]) text.addEventListener(event, tell);
  tell();
}
