// Comfort for the coding page: words chosen in the text fill the form, and single keys decide. Nothing needs it.

import { choose, walk } from "./walking.js";

const form = document.querySelector("#new-statement");
const text = document.querySelector(".coding-text");
const single = document.querySelector("#single-keys");
const told = document.createElement("p");
told.className = "aloud";
told.setAttribute("role", "status");

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
  if (!form || !selection || selection.isCollapsed || !selection.rangeCount) return false;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphOf(range.startContainer);
  if (!paragraph || !text.contains(paragraph) || !selection.toString().trim()) return false;
  const within = paragraphOf(range.endContainer) === paragraph;
  if (!within) range.setEnd(paragraph, paragraph.childNodes.length);
  form.closest("details").open = true;
  form.elements.turn.value = paragraph.dataset.turn;
  form.elements.words.value = range.toString();
  form.elements.start.value = placeIn(paragraph, range.startContainer, range.startOffset);
  form.elements.end.value = placeIn(paragraph, range.endContainer, range.endOffset);
  return true;
}

function toText() {
  const turns = [...text.querySelectorAll("p[data-turn]")];
  const wanted = form?.elements.turn.value;
  const turn = turns.find((each) => each.dataset.turn === wanted) ?? text.querySelector("p[tabindex='0']") ?? turns[0];
  if (turn) walk(turn);
}

function toForm(name) {
  if (!form) return;
  form.closest("details").open = true;
  form.elements[name].focus();
}

function inText(event) {
  const turn = event.target.closest?.("p[data-turn]");
  if (!turn || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "Enter" && event.target === turn) {
    if (fill()) toForm("act");
    return true;
  }
  const chosen = choose(turn, event.key, event.shiftKey);
  if (chosen && chosen !== true) told.textContent = `Chosen: ${chosen}`;
  if (chosen) fill();
  return Boolean(chosen);
}

const keys = {
  y: () => document.querySelector("#decide button[value=confirm]")?.click(),
  c: () => document.querySelector("#decide button[value=correct]")?.click(),
  n: () => document.querySelector("#decide button[value=reject]")?.click(),
  j: () => document.querySelector("#later")?.click(),
  k: () => document.querySelector("#earlier")?.click(),
  u: () => document.querySelector("#undo")?.click(),
  t: toText,
  w: () => toForm(form?.elements.turn.value ? "words" : "turn"),
  "?": () => {
    const list = document.querySelector("#keys");
    list.open = !list.open;
    if (list.open) list.querySelector("summary").focus();
  },
};

if (text) {
  text.after(told);
  for (const [at, turn] of [...text.querySelectorAll("p[data-turn]")].entries()) turn.tabIndex = at ? -1 : 0;
  text.addEventListener("pointerup", () => setTimeout(fill));
  text.addEventListener("click", (event) => {
    // Words may be chosen within a statement that is marked already; only a plain click leads to it.
    if (event.target.closest("a.mark") && !getSelection().isCollapsed) event.preventDefault();
  });
  text.addEventListener("keydown", (event) => {
    if (!inText(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const last = form?.elements.turn.value;
  const shown = last && !location.hash && text.querySelector(`p[data-turn="${CSS.escape(last)}"]`);
  if (shown) shown.scrollIntoView({ block: "center" });
}

for (const name of ["turn", "words"]) {
  form?.elements[name].addEventListener("input", () => {
    form.elements.start.value = form.elements.end.value = "";
  });
}

form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
  if (event.key === "Escape") toText();
});

if (single) {
  single.checked = localStorage.getItem("single-keys") !== "off";
  single.addEventListener("change", () => localStorage.setItem("single-keys", single.checked ? "on" : "off"));
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const act = single?.checked && keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
