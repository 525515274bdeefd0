// Comfort for "what if" and the next meeting: what is ticked, moved or chosen is answered in place, and the address
// follows. The page is the one that the server gives for that address; without this, a form is sent as ever.

const changing = ["main", ".band", "header.top nav", ".looked", "footer"];

function url(form, submitter) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form, submitter)) if (value !== "" || name === "drop") query.append(name, value);
  return `${new URL(form.action, location.href).pathname}?${query}`;
}

function keptOpen() {
  return [...document.querySelectorAll("main details[id]")].map((each) => [each.id, each.open]);
}

// Fields that complete names stay the same fields; what was asked with them is cleared, what was wrong stays.
function keepTyped(page) {
  const [now, then] = [document.querySelector("#own-words"), page.querySelector("#own-words")];
  if (!now || !then) return;
  if (!page.querySelector("main > .alert")) for (const field of now.querySelectorAll("input, select")) field.value = "";
  for (const place of now.querySelectorAll(".checked")) if (!page.querySelector("main > .alert")) place.replaceChildren();
  for (const select of now.querySelectorAll("select")) if (select.selectedIndex < 0) select.selectedIndex = 0;
  then.replaceWith(document.adoptNode(now));
}

let asked = 0;

async function show(address, remember = true) {
  const number = ++asked;
  document.body.classList.add("busy");
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== asked) return;
    if (!page.querySelector("main .ask")) return location.assign(address);
    put(page);
    if (remember) history.pushState({ live: true }, "", answer.url);
  } catch {
    location.assign(address);
  } finally {
    if (number === asked) document.body.classList.remove("busy");
  }
}

function put(page) {
  const open = keptOpen();
  const focus = document.activeElement?.id;
  const scrolled = document.querySelector(".different")?.scrollTop;
  keepTyped(page);
  document.title = page.title;
  document.body.className = page.body.className;
  for (const place of changing) {
    const [now, then] = [document.querySelector(place), page.querySelector(place)];
    if (now && then) now.replaceWith(then);
    else if (now) now.remove();
    else if (then && place === ".band") document.querySelector("main").before(then);
  }
  for (const [id, was] of open) {
    const each = document.getElementById(id);
    if (each) each.open ||= was;
  }
  if (focus) (document.getElementById(focus) || document.querySelector("#different"))?.focus({ preventScroll: true });
  if (scrolled) document.querySelector(".different").scrollTop = scrolled;
  window.liveShown = (window.liveShown || 0) + 1;
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.ask");
  if (!form) return;
  event.preventDefault();
  show(url(form, event.submitter));
});

document.addEventListener("change", (event) => {
  if (event.target.matches("form.ask [data-ask], form.ask input[type=checkbox]")) {
    event.stopPropagation();
    event.target.form.requestSubmit();
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-live]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href);
});

addEventListener("popstate", () => show(location.href, false));
window.liveReady = true;
