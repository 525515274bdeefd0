// Walking through a text by the keyboard: from turn to turn, and in a turn from word to word.
//
// What is chosen is the browser's own selection, so it is seen, read aloud and copied like any other. Words are what
// stands between white space, in any script; a sentence ends after . ! ? … or ؟ and what closes a quotation.

const WORD = /\S+/gu;
const END = /[.!?…؟۔。]["'’”»)\]]*$/u;

export function walk(turn) {
  for (const each of turn.closest(".coding-text").querySelectorAll("p[tabindex='0']")) each.tabIndex = -1;
  turn.tabIndex = 0;
  turn.focus({ preventScroll: true });
  turn.scrollIntoView({ block: "nearest" });
}

// What a key does in a turn: the words that are chosen now, true where only the place changed, false where nothing did.
export function choose(turn, key, shift) {
  const words = [...turn.textContent.matchAll(WORD)].map((match) => [match.index, match.index + match[0].length]);
  const [first, last] = chosenIn(turn, words);
  if (key === "Escape") {
    getSelection().removeAllRanges();
    return true;
  }
  if (!shift && (key === "ArrowDown" || key === "ArrowUp" || key === "Home" || key === "End")) return move(turn, key);
  if (!words.length) return false;
  if (key === "ArrowRight" || key === "ArrowLeft") {
    const step = key === "ArrowRight" ? 1 : -1;
    if (first < 0) return select(turn, words, step > 0 ? 0 : words.length - 1);
    if (shift) return select(turn, words, first, Math.max(first, Math.min(words.length - 1, last + step)));
    if (first < last) return select(turn, words, step > 0 ? last : first); // as in any text: to an end of what is chosen
    return select(turn, words, Math.max(0, Math.min(words.length - 1, (step > 0 ? last : first) + step)));
  }
  const ends = (n) => n === words.length - 1 || END.test(turn.textContent.slice(...words[n]));
  const endFrom = (n) => words.findIndex((_, each) => each >= n && ends(each));
  if (shift && key === "ArrowDown") {
    return select(turn, words, Math.max(0, first), endFrom(first < 0 ? 0 : Math.min(words.length - 1, last + 1)));
  }
  if (shift && key === "ArrowUp" && first >= 0) {
    let to = Math.max(first, last - 1);
    while (to > first && !ends(to)) to -= 1;
    return select(turn, words, first, to);
  }
  if (key === "." || key === ",") {
    const starts = words.map((_, n) => n).filter((n) => n === 0 || ends(n - 1));
    const here = starts.filter((n) => n <= first).at(-1) ?? -1;
    const next = key === "." ? starts.find((n) => n > here) : starts.filter((n) => n < here).at(-1);
    const from = next ?? Math.max(0, here);
    return select(turn, words, from, endFrom(from));
  }
  return false;
}

function move(turn, key) {
  const turns = [...turn.closest(".coding-text").querySelectorAll("p[data-turn]")];
  const at = turns.indexOf(turn);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: turns.length - 1 }[key];
  getSelection().removeAllRanges();
  if (turns[to]) walk(turns[to]);
  return true;
}

// The first and last word of the selection, or -1 where there is none in this turn.
function chosenIn(turn, words) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [-1, -1];
  const range = selection.getRangeAt(0);
  if (!turn.contains(range.startContainer) || !turn.contains(range.endContainer)) return [-1, -1];
  const start = lengthTo(turn, range.startContainer, range.startOffset);
  const end = lengthTo(turn, range.endContainer, range.endOffset);
  const inside = words.map(([from, to], n) => (from < end && start < to ? n : -1)).filter((n) => n >= 0);
  return inside.length ? [inside[0], inside.at(-1)] : [-1, -1];
}

function lengthTo(turn, node, offset) {
  const range = document.createRange();
  range.setStart(turn, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

function select(turn, words, first, last = first) {
  const range = document.createRange();
  range.setStart(...place(turn, words[first][0], false));
  range.setEnd(...place(turn, words[last][1], true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  range.endContainer.parentElement.scrollIntoView({ block: "nearest" });
  return range.toString();
}

// The text node, and the place in it, that so many halves of characters lie before.
function place(turn, count, closing) {
  const nodes = document.createTreeWalker(turn, NodeFilter.SHOW_TEXT);
  let left = count;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (left < node.data.length || (closing && left === node.data.length)) return [node, left];
    left -= node.data.length;
  }
  return [turn, turn.childNodes.length];
}
