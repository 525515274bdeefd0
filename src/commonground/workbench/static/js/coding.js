// Comfort for the coding page: words selected in the text fill the form, and single keys decide. Nothing needs it.

const form = document.querySelector("#new-statement");
const text = document.querySelector(".coding-text");

// Places are counted in characters as the program counts them, not in the halves of characters that a browser counts.
function placeIn(paragraph, node, offset) {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + [...before.toString()].length;
}

function paragraphOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest("p[data-turn]");
}

function fill() {
  const selection = getSelection();
  if (!form || !selection || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphOf(range.startContainer);
  if (!paragraph || !text.contains(paragraph) || !selection.toString().trim()) return;
  const within = paragraphOf(range.endContainer) === paragraph;
  if (!within) range.setEnd(paragraph, paragraph.childNodes.length);
  form.closest("details").open = true;
  form.elements.turn.value = paragraph.dataset.turn;
  form.elements.words.value = range.toString();
  form.elements.start.value = placeIn(paragraph, range.startContainer, range.startOffset);
  form.elements.end.value = placeIn(paragraph, range.endContainer, range.endOffset);
}

text?.addEventListener("pointerup", () => setTimeout(fill));
text?.addEventListener("keyup", fill);

for (const name of ["turn", "words"]) {
  form?.elements[name].addEventListener("input", () => {
    form.elements.start.value = form.elements.end.value = "";
  });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select, button, a")) return;
  const decision = { y: "confirm", c: "correct", n: "reject" }[event.key];
  const button = decision && document.querySelector(`#decide button[value=${decision}]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});
window.codingReady = true;
