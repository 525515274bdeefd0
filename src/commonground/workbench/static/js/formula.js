// Fields that know the names of the case: the one at the cursor is completed, and a formula is read while it is typed.
// Without this each is a plain field, whose mistakes are told once the form is sent.
const WORD = /[\p{L}\p{N}_]*$/u, REST = /^[\p{L}\p{N}_]*/u, MOST = 40;
const SIGNS = [["=", "is"], ["!=", "is not"], ["in {", "is one of"], ["not in {", "is none of"]];
const ORDERED = [["<=", "is at most"], [">=", "is at least"], ["<", "is less than"], [">", "is more than"]];
const LINKS = [["and", "both"], ["or", "at least one of both"], ["->", "if what stands before, then"], ["iff", "exactly if"]];
const known = new Map();

async function namesOf(field) {
  const where = field.dataset.names;
  if (!known.has(where)) known.set(where, fetch(`${where}.json`).then((answer) => answer.json()));
  return known.get(where);
}

const pairs = (list) => list.map(([name, title]) => ({ name, title }));

// What could stand at the end of `before`, which ends with the letters `word`; `at once`: also while nothing is typed.
function inFormula(names, before, word) {
  const context = before.slice(0, before.length - word.length);
  const issue = (name) => names.issues.find((each) => each.name === name);
  let found = context.match(/([\p{L}\p{N}_]+)\s*(?:!=|<=|>=|=|<|>)\s*$/u);
  if (found && issue(found[1])) return { atOnce: true, from: issue(found[1]).outcomes };
  found = context.match(/([\p{L}\p{N}_]+)\s+(?:not\s+)?in\s*\{([^}]*)$/u);
  if (found && issue(found[1])) {
    const there = found[2].split(",").map((each) => each.trim());
    return { atOnce: /[{,]\s*$/.test(found[2] ? found[2] : "{"), from: issue(found[1]).outcomes.filter((each) => !there.includes(each.name)) };
  }
  found = context.match(/([\p{L}\p{N}_]+)\s+$/u);
  const compared = /(?:!=|<=|>=|=|<|>)\s*[\p{L}\p{N}_]+\s+$/u.test(context);
  if (found && issue(found[1]) && !compared) {
    return { atOnce: true, from: pairs([...SIGNS, ...(issue(found[1]).ordered ? ORDERED : [])]) };
  }
  if (compared || /[})]\s*$/.test(context) || (found && names.options.some((each) => each.name === found[1]))) {
    return { atOnce: false, from: pairs(LINKS) };
  }
  const options = names.options.map((each) => ({ name: each.name, title: `${each.party}: ${each.title}` }));
  return { atOnce: false, from: [...names.issues, ...options, { name: "not", title: "the opposite of what follows" }] };
}

function suggestions(field, names, asked) {
  const before = field.value.slice(0, field.selectionStart);
  const list = field.dataset.complete === "statements";
  const word = before.match(list ? /[^\s,]*$/ : WORD)[0];
  const place = list ? { atOnce: false, from: names.statements } : inFormula(names, before, word);
  if (!word && !asked && !place.atOnce) return { word, found: [] };
  const sought = word.toLowerCase();
  const begins = place.from.filter((each) => each.name.toLowerCase().startsWith(sought));
  const holds = place.from.filter((each) => !begins.includes(each) && sought.length > 1 && `${each.name} ${each.title}`.toLowerCase().includes(sought));
  const found = [...begins, ...holds].slice(0, MOST);
  return { word, found: found.length === 1 && found[0].name === word ? [] : found };
}

function completing(field) {
  const list = document.getElementById(`${field.id}-list`);
  const around = document.createElement("span");
  around.className = "completing";
  field.before(around);
  around.append(field, list);
  field.removeAttribute("list");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    field.setAttribute(name, value);
  }
  let found = [], word = "", active = -1;

  function close() {
    list.hidden = true;
    active = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    active = place;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", n === place ? "true" : "false"));
    if (place < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  async function open(asked) {
    const names = await namesOf(field);
    if (document.activeElement !== field) return;
    ({ word, found } = suggestions(field, names, asked));
    list.replaceChildren(...found.map((each, n) => {
      const item = document.createElement("li"), name = document.createElement("code"), title = document.createElement("span");
      item.id = `${list.id}-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      name.textContent = each.name;
      title.textContent = each.title === each.name ? "" : each.title;
      item.append(name, " ", title);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(n); });
      return item;
    }));
    if (!found.length) return close();
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    choose(asked ? 0 : -1);
  }

  function take(place) {
    const { name } = found[place], caret = field.selectionStart;
    const start = caret - word.length;
    const rest = field.dataset.complete === "statements" ? /^[^\s,]*/ : REST;
    const end = caret + (word ? field.value.slice(caret).match(rest)[0].length : 0);
    const braces = name.endsWith("{");
    const outcome = field.dataset.complete === "formula" && !braces && /(?:[=<>]|[{,])\s*$/.test(field.value.slice(0, start));
    const gap = outcome || braces || field.value[end] === " " ? "" : " ";
    field.setRangeText(`${name}${braces ? "}" : gap}`, start, end, "end");
    const after = start + name.length + (braces ? 0 : Math.max(gap.length, outcome ? 0 : 1));
    field.setSelectionRange(after, after);
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  field.addEventListener("input", () => open(false));
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const shown = !list.hidden;
    if (event.key === "ArrowDown" || (event.key === " " && event.ctrlKey)) {
      event.preventDefault();
      if (shown) choose((active + 1) % found.length);
      else open(true);
    } else if (event.key === "ArrowUp" && shown) {
      event.preventDefault();
      choose((active <= 0 ? found.length : active) - 1);
    } else if (event.key === "Enter" && shown && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
  });
}

// What is wrong is marked below its character. At the end of a formula that is still being typed it is told softly.
function checking(field) {
  const place = document.getElementById(`${field.id}-told`);
  let timer = 0;

  async function look(left) {
    clearTimeout(timer);
    const asked = field.value;
    if (!asked.trim()) {
      field.removeAttribute("aria-invalid");
      return place.replaceChildren();
    }
    const answer = await fetch(`${field.dataset.check}.json?text=${encodeURIComponent(asked)}`);
    if (field.value !== asked || !answer.ok) return;
    const { problem, marked, told, at, size } = await answer.json();
    const typing = !left && document.activeElement === field && field.selectionStart === asked.length;
    const end = asked.trimEnd().length;  // a word at the end may still be going on
    const unfinished = problem && typing && (at >= end || (at + size >= end && end === asked.length));
    const words = document.createElement("p");
    words.className = problem && !unfinished ? "problem" : "note";
    words.textContent = unfinished ? `Not finished. ${told}` : told;
    const lines = [words];
    if (problem && !unfinished) {
      const shown = document.createElement("pre");
      shown.textContent = marked;
      shown.tabIndex = 0;  // it may be longer than the field
      lines.unshift(shown);
    }
    place.replaceChildren(...lines);
    field.setAttribute("aria-invalid", problem && !unfinished ? "true" : "false");
    place.dataset.asked = asked;
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => look(false), 300);
  });
  field.addEventListener("blur", () => look(true));
}

for (const field of document.querySelectorAll("input[data-check]")) checking(field);
for (const field of document.querySelectorAll("input[data-complete]")) completing(field);
