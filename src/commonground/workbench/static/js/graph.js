// The picture of states on a canvas. Which states are drawn and where they stand comes from the program; the table below
// says the same, and stands alone without this. Choosing a state in one shows it in the other.

const began = performance.now();
const box = document.querySelector("#graph");
const now = document.querySelector("#graph-now");
const table = document.querySelector(".graph-table");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const FEW = 60; // moves that all have their words beside them
const READABLE = 0.62;

// Everything that is drawn stands in the table.
const rows = [...table.querySelectorAll("tr[data-state]")];
const states = rows.map((row) => {
  const { state, x, y, kind } = row.dataset;
  return { id: state, x: Number(x), y: Number(y), kinds: kind.split(" ").filter(Boolean), row };
});
const byName = new Map(states.map((state) => [state.id, state]));
const byRow = new Map(states.map((state) => [state.row.id, state]));
const parties = [...document.querySelectorAll("#graph-party option[data-dash]")].map((option) => {
  return { id: option.value, name: option.textContent, dash: option.dataset.dash.split(" ").map(Number) };
});
const moves = states.flatMap((from) => [...from.row.querySelectorAll("a[data-party]")].map((link) => {
  const place = parties.findIndex((party) => party.id === link.dataset.party);
  return { from, to: byRow.get(link.hash.slice(1)), place, idle: "idle" in link.dataset };
}));
const kind = (name) => states.find((state) => state.kinds.includes(name));
const [today, asked] = [kind("today"), kind("asked")];

function elements() {
  const nodes = states.map(({ id, x, y, kinds }) => ({ group: "nodes", data: { id }, position: { x, y }, classes: kinds }));
  const edges = moves.map(({ from, to, place, idle }) => {
    const classes = [`p${place}`, ...(idle ? ["idle"] : []), ...(from.x === to.x ? ["bent"] : [])];
    const data = { source: from.id, target: to.id, party: parties[place].id, name: parties[place].name };
    return { group: "edges", data, classes };
  });
  return [...nodes, ...edges];
}

function look() {
  const page = getComputedStyle(document.documentElement);
  const colour = (name) => page.getPropertyValue(`--${name}`).trim();
  const [ink, paper, soft, link] = ["ink", "paper", "soft", "link"].map(colour);
  const words = { "font-family": "DejaVu Sans, Verdana, sans-serif", color: ink };
  const rules = [
    { selector: "node", style: { ...words, label: "data(id)", "font-size": 10, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": 130, "min-zoomed-font-size": 5, shape: "ellipse", width: 14, height: 14, "background-color": paper, "border-width": 1.5, "border-color": ink, "text-background-color": paper, "text-background-opacity": 0.8 } },
    { selector: "node.stable", style: { shape: "rectangle", width: 24, height: 20, "border-width": 5, "border-style": "double" } },
    { selector: "node.today", style: { shape: "diamond", width: 30, height: 30, "font-weight": "bold" } },
    { selector: "node.asked", style: { shape: "hexagon", width: 30, height: 26, "font-weight": "bold" } },
    { selector: "edge", style: { ...words, width: 1.3, "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, "font-size": 9, "min-zoomed-font-size": 6, "text-rotation": "autorotate", "text-background-color": paper, "text-background-opacity": 0.9 } },
    { selector: "edge.bent", style: { "curve-style": "unbundled-bezier", "control-point-distances": 34, "control-point-weights": 0.5 } },
    { selector: "edge.idle", style: { "target-arrow-fill": "hollow", width: 1 } },
    ...parties.map(({ dash }, at) => {
      const line = dash[1] ? { "line-style": "dashed", "line-dash-pattern": dash } : { "line-style": "solid" };
      const ours = colour(`hand-${at % 6}`);
      return { selector: `edge.p${at}`, style: { ...line, color: ours, "line-color": ours, "target-arrow-color": ours } };
    }),
    { selector: "edge.told", style: { label: "data(name)" } },
    { selector: ".away", style: { display: "none" } },
    { selector: ".dim", style: { opacity: 0.14 } },
    { selector: "node.near", style: { "border-color": link } },
    { selector: "edge.near", style: { width: 2.4, "z-index": 9 } },
    { selector: "node.chosen", style: { "border-color": link, "border-width": 6, "font-size": 13, "font-weight": "bold", "z-index": 10, "min-zoomed-font-size": 0 } },
  ];
  return rules;
}

document.querySelector(".graph-drawn").hidden = false;
const picture = cytoscape({
  container: box,
  elements: elements(),
  style: look(),
  layout: { name: "preset" },
  minZoom: 0.1,
  maxZoom: 4,
  autoungrabify: true,
  boxSelectionEnabled: false,
  userZoomingEnabled: false, // a wheel turned over it goes on down the page, until the picture has the focus
  hideEdgesOnViewport: moves.length > 800,
});
let chosen = null;

function whole() {
  picture.resize();
  picture.fit(undefined, 28);
  if (picture.zoom() > 1.4) {
    picture.zoom(1.4);
    picture.center();
  }
}

// At first all of it; where that would be too small to read, what it begins with.
function begin() {
  whole();
  const start = asked ?? today ?? states[0];
  if (!start || picture.zoom() >= READABLE) return;
  picture.zoom(READABLE);
  picture.pan({ x: box.clientWidth / (start === asked ? 2 : 5) - start.x * READABLE, y: box.clientHeight / 2 - start.y * READABLE });
}

function move(how) {
  if (still.matches) picture.viewport(how);
  else picture.animate({ ...how }, { duration: 150 });
}

function closer(times) {
  picture.zoom({ level: picture.zoom() * times, renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } });
}

// The labels of moves: of all where they are few, else of those at the chosen state.
function tell() {
  const party = document.querySelector("#graph-party").value;
  picture.batch(() => {
    picture.elements().removeClass("away dim near chosen told");
    if (party) picture.edges().filter((edge) => edge.data("party") !== party).addClass("away");
    const seen = picture.edges().not(".away");
    if (seen.length <= FEW) seen.addClass("told");
    if (chosen === null) return;
    const node = picture.getElementById(chosen);
    const edges = node.connectedEdges().not(".away");
    picture.elements().not(node).not(edges).not(edges.connectedNodes()).addClass("dim");
    edges.addClass("near told");
    edges.connectedNodes().addClass("near");
    node.removeClass("near").addClass("chosen");
  });
}

function words({ row }) {
  const [name, told, under] = ["th", "[data-words]", "[data-under]"].map((cell) => row.querySelector(cell).textContent);
  return `${name}: ${told}. ${under === "–" ? "Somebody gains by leaving it." : `Nobody gains by leaving it, under ${under}.`}`;
}

function choose(id, show) {
  chosen = id;
  tell();
  table.querySelector("tr[aria-current]")?.removeAttribute("aria-current");
  if (id === null) return now.replaceChildren();
  const state = byName.get(id);
  const { row } = state;
  row.setAttribute("aria-current", "true");
  now.textContent = words(state);
  if (show !== "row") {
    const head = table.querySelector("thead").offsetHeight;
    table.scrollTop = row.offsetTop - head - 4;
  }
  if (show !== "node") {
    const { x1, y1, x2, y2 } = picture.extent();
    if (state.x < x1 || state.x > x2 || state.y < y1 || state.y > y2) {
      const zoom = picture.zoom();
      move({ zoom, pan: { x: box.clientWidth / 2 - state.x * zoom, y: box.clientHeight / 2 - state.y * zoom } });
    }
  }
}

// The nearest state in the direction of an arrow key; what lies aside counts for more than what lies ahead.
function next(key) {
  const [right, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  if (chosen === null) return (asked ?? today ?? states[0]).id;
  const from = byName.get(chosen);
  let best = null;
  let least = Infinity;
  for (const state of states) {
    const [x, y] = [state.x - from.x, state.y - from.y];
    const ahead = x * right + y * down;
    const far = ahead + 2 * Math.abs(x * down) + 2 * Math.abs(y * right);
    if (ahead > 0 && far < least) [best, least] = [state.id, far];
  }
  return best ?? from.id;
}

picture.on("tap", "node", (event) => choose(event.target.id(), "node"));
picture.on("tap", (event) => {
  if (event.target === picture) choose(null);
  box.focus({ preventScroll: true });
});
box.addEventListener("focus", () => picture.userZoomingEnabled(true));
box.addEventListener("blur", () => picture.userZoomingEnabled(false));
box.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow")) choose(next(event.key));
  else if (event.key === "+" || event.key === "=") closer(1.3);
  else if (event.key === "-") closer(1 / 1.3);
  else if (event.key === "0") whole();
  else if (event.key === "Escape") choose(null);
  else if (event.key === "Enter" && chosen !== null) byName.get(chosen).row.querySelector("th a").click();
  else return;
  event.preventDefault();
});
const DO = { nearer: () => closer(1.3), farther: () => closer(1 / 1.3), fit: whole };
for (const button of document.querySelectorAll(".graph-tools button")) {
  button.addEventListener("click", DO[button.dataset.do]);
}
document.querySelector("#graph-party").addEventListener("change", tell);
for (const kind of ["click", "focusin"]) {
  table.addEventListener(kind, (event) => {
    const row = event.target.closest("tr[data-state]");
    if (row && row.dataset.state !== chosen) choose(row.dataset.state, "row");
  });
}
dark.addEventListener("change", () => picture.style(look()));
addEventListener("resize", () => picture.resize());

picture.one("render", () => {
  box.dataset.milliseconds = Math.round(performance.now() - began);
  window.graphReady = true;
});
begin();
tell();
const first = byRow.get(location.hash.slice(1)) ?? asked;
if (first) choose(first.id);
window.stateGraph = picture;
