"use strict";
// Looks up what the engine computed; it computes no status of its own.
const atlas = JSON.parse(document.getElementById("atlas").textContent);
const world = JSON.parse(document.getElementById("world").textContent);
const COLOURS = { party: "#0072b2", withdrawing: "#e69f00", former_party: "#d55e00", suspended: "#f0e442",
  consented: "#009e73", provisional: "#cc79a7", signatory: "#56b4e9", undetermined: "#999999", not_party: "var(--land)" };
const SVG = "http://www.w3.org/2000/svg";
const DAY = 86400000;
const $ = (id) => document.getElementById(id);
const number = (day) => Date.parse(day + "T00:00:00Z") / DAY;
const day = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const element = (name, attributes, text) => {
  const made = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};
const state = { treaty: atlas.results[0], day: atlas.today, chosen: null, only: "" };
const treaties = new Map(atlas.results.map((one) => [one.id, one]));

let first = "9999-12-31", last = atlas.today;
for (const treaty of atlas.results)
  for (const bars of Object.values(treaty.intervals))
    for (const bar of bars) {
      if (bar.from < first) first = bar.from;
      if (bar.until && bar.until > last) last = bar.until;
    }
if (first > last) first = last;

// The interval that holds a day: from is its first day, until the first day after it.
const on = (treaty, id, when) => {
  for (const bar of treaty.intervals[id] || []) if (bar.from <= when && (bar.until === null || when < bar.until)) return bar;
  return null;
};
const words = (bar, when) => {
  if (!bar || bar.status === "not_party") return "not party";
  if (bar.status === "former_party") return "left";
  if (bar.status === "withdrawing") {
    const left = number(bar.until) - number(when);
    return `leaving, ${left} ${left === 1 ? "day" : "days"} left`;
  }
  return bar.status.replace("_", " ");
};
const exists = (id) => {
  const one = atlas.states[id];
  return (one.from === null || one.from <= state.day) && (one.until === null || state.day < one.until);
};
const status = (id) => (on(state.treaty, id, state.day) || { status: "not_party" }).status;

function drawMap() {
  const map = $("map");
  map.setAttribute("viewBox", `0 0 ${world.width} ${world.height}`);
  for (const path of world.others) map.append(element("svg:path", { d: path, fill: "var(--none)" }));
  const shape = (made, id) => {
    made.dataset.state = id;
    made.append(element("svg:title", {}, atlas.states[id] ? atlas.states[id].name : id));
    made.addEventListener("click", () => choose(id));
    map.append(made);
  };
  for (const [id, path] of Object.entries(world.states)) shape(element("svg:path", { d: path }), id);
  for (const [id, [x, y]] of Object.entries(world.points)) shape(element("svg:circle", { cx: x, cy: y, r: 3.4 }), id);
}

function paint() {
  const counts = {};
  for (const id of Object.keys(atlas.states)) if (exists(id)) counts[status(id)] = (counts[status(id)] || 0) + 1;
  for (const made of $("map").querySelectorAll("[data-state]")) {
    const id = made.dataset.state, known = atlas.states[id] && exists(id);
    const now = known ? status(id) : null;
    made.setAttribute("fill", now === "withdrawing" ? "url(#window)" : now ? COLOURS[now] : "var(--none)");
    made.classList.toggle("chosen", id === state.chosen);
    if (known) made.querySelector("title").textContent = `${atlas.states[id].name}: ${words(on(state.treaty, id, state.day), state.day)}`;
  }
  $("legend").replaceChildren(...Object.keys(COLOURS).filter((key) => counts[key]).map((key) => {
    const item = element("li");
    item.append(element("span", { class: "swatch", style: `background:${COLOURS[key]}` }), `${key.replace("_", " ")} (${counts[key]})`);
    return item;
  }));
  $("about").textContent = `${state.treaty.name}, on ${state.day}`;
  $("notes").textContent = state.treaty.notes.map((note) => note.text).join("; ");
}

const shown = () => Object.keys(atlas.states)
  .filter((id) => exists(id) && (state.only === "" ? status(id) !== "not_party" : status(id) === state.only))
  .sort((a, b) => atlas.states[a].name.localeCompare(atlas.states[b].name, "en"));

function table() {
  const rows = shown().map((id) => {
    const bar = on(state.treaty, id, state.day), row = element("tr");
    row.classList.toggle("chosen", id === state.chosen);
    const name = element("button", { type: "button", "data-state": id }, atlas.states[id].name);
    name.addEventListener("click", () => choose(id));
    row.append(element("td"), element("td", {}, words(bar, state.day)), element("td", {}, bar ? bar.from : ""), element("td", {}, bar && bar.until ? bar.until : ""));
    row.firstChild.append(name);
    return row;
  });
  $("rows").replaceChildren(...rows);
  $("count").textContent = `${rows.length} states`;
}

function source(id) {
  const known = atlas.sources[id];
  if (!known) return document.createTextNode(id);
  // Anything but the address of a page would be a program or a file.
  return /^https?:\/\//i.test(known.address || "") ? element("a", { href: known.address, rel: "noreferrer" }, known.title) : document.createTextNode(known.title);
}

function detail() {
  const id = state.chosen, panel = $("detail");
  panel.replaceChildren();
  if (!id || !atlas.states[id]) { panel.append(element("p", { class: "soft" }, "Choose a state in the map or in the table.")); return; }
  panel.append(element("h2", {}, atlas.states[id].name));
  panel.append(element("p", { class: "answer", id: "answer" }, `${state.treaty.short}: ${words(on(state.treaty, id, state.day), state.day)}`));
  const acted = atlas.results.filter((one) => (one.intervals[id] || []).length);
  if (acted.length) {
    const starts = acted.map((one) => one.intervals[id][0].from).sort();
    const from = number(starts[0]), whole = Math.max(number(last) - from, 1), left = 190, width = 700, row = 18;
    const bars = element("svg:svg", { class: "bars", viewBox: `0 0 ${width} ${acted.length * row + 4}`, role: "img", "aria-label": `Timeline of ${atlas.states[id].name}` });
    acted.forEach((treaty, at) => {
      bars.append(element("svg:text", { x: 0, y: at * row + 13, "font-size": 11, fill: "currentColor" }, treaty.short.slice(0, 30)));
      for (const bar of treaty.intervals[id]) {
        if (bar.status === "not_party") continue;
        const x = left + (width - left) * (number(bar.from) - from) / whole;
        const end = left + (width - left) * (number(bar.until || last) - from) / whole;
        const made = element("svg:rect", { x, y: at * row + 3, width: Math.max(end - x, 1.5), height: row - 6, fill: bar.status === "withdrawing" ? "url(#window)" : COLOURS[bar.status] });
        made.append(element("svg:title", {}, `${treaty.short}: ${bar.status.replace("_", " ")} from ${bar.from} until ${bar.until || "open"}`));
        bars.append(made);
      }
    });
    const now = left + (width - left) * (number(state.day) - from) / whole;
    bars.append(element("svg:path", { d: `M${now} 0V${acted.length * row + 4}`, stroke: "currentColor", "stroke-dasharray": "3 2" }));
    panel.append(bars);
  }
  const acts = state.treaty.acts[id] || [];
  const made = element("table"), head = element("thead"), body = element("tbody");
  const titles = element("tr");
  for (const title of ["day", "act", "effect", "source"]) titles.append(element("th", { scope: "col" }, title));
  head.append(titles);
  for (const act of acts) {
    const row = element("tr");
    row.append(element("td", {}, act.date || ""), element("td", {}, act.kind.replaceAll("_", " ")), element("td", {}, act.effect + (act.ref ? ` (${act.ref})` : "")), element("td"));
    row.lastChild.append(source(act.source));
    body.append(row);
  }
  made.append(head, body);
  panel.append(acts.length ? made : element("p", { class: "soft" }, "The record holds no act of this state under this treaty."));
}

function withdrawals() {
  $("withdrawals").replaceChildren(...atlas.withdrawals.map((one) => {
    const row = element("tr"), name = element("button", { type: "button" }, one.state.name);
    name.addEventListener("click", () => { pick(one.treaty.id); choose(one.state.id); });
    const treaty = treaties.get(one.treaty.id);
    const outcome = one.outcome + (one.rejoined ? `, back ${one.rejoined}` : "") + (one.rescinded ? ` ${one.rescinded}` : "");
    row.append(element("td"), element("td", {}, treaty ? treaty.short : one.treaty.id), element("td", {}, (one.notice || "") + (one.notice_inferred ? " (inferred)" : "")),
      element("td", {}, one.effective || ""), element("td", {}, one.window_days === null ? "" : String(one.window_days)), element("td", {}, outcome));
    row.firstChild.append(name);
    return row;
  }));
}

function download() {
  const quote = (value) => {
    const text = String(value ?? "").replace(/^\s*[=+\-@＝＋－＠]/, "'$&");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [["state", "name", "treaty", "date", "status", "since", "until"]];
  for (const id of shown()) {
    const bar = on(state.treaty, id, state.day);
    lines.push([id, atlas.states[id].name, state.treaty.id, state.day, bar ? bar.status : "not_party", bar ? bar.from : "", bar ? bar.until : ""]);
  }
  const text = lines.map((line) => line.map(quote).join(",")).join("\n") + "\n";
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv" })), download: `${state.treaty.id}-${state.day}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
}

function all() {
  $("slider").value = number(state.day);
  $("slider").setAttribute("aria-valuetext", state.day);
  $("date").value = state.day;
  $("treaty").value = state.treaty.id;
  paint(); table(); detail();
  const parts = new URLSearchParams({ date: state.day, treaty: state.treaty.id });
  if (state.chosen) parts.set("state", state.chosen);
  history.replaceState(null, "", "#" + parts);
}
function go(when) { if (/^\d{4}-\d\d-\d\d$/.test(when)) { state.day = when < first ? first : when > last ? last : when; all(); } }
function choose(id) { if (atlas.states[id]) { state.chosen = id; all(); } }
function pick(id) { if (treaties.has(id)) { state.treaty = treaties.get(id); all(); } }
function fromAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  if (treaties.has(parts.get("treaty"))) state.treaty = treaties.get(parts.get("treaty"));
  if (atlas.states[parts.get("state")]) state.chosen = parts.get("state");
  if (/^\d{4}-\d\d-\d\d$/.test(parts.get("date") || "")) state.day = parts.get("date");
}

$("treaty").append(...atlas.results.map((one) => element("option", { value: one.id }, one.short)));
$("only").append(...Object.keys(COLOURS).map((key) => element("option", { value: key }, key.replace("_", " "))));
Object.assign($("slider"), { min: number(first), max: number(last), step: 1 });
Object.assign($("date"), { min: first, max: last });
$("slider").addEventListener("input", (event) => go(day(Number(event.target.value))));
$("date").addEventListener("change", (event) => go(event.target.value));
$("treaty").addEventListener("change", (event) => pick(event.target.value));
$("only").addEventListener("change", (event) => { state.only = event.target.value; all(); });
$("back").addEventListener("click", () => go(day(number(state.day) - 1)));
$("on").addEventListener("click", () => go(day(number(state.day) + 1)));
$("today").addEventListener("click", () => go(atlas.today));
$("download").addEventListener("click", download);
addEventListener("hashchange", () => { fromAddress(); all(); });
drawMap(); withdrawals(); fromAddress(); all();
