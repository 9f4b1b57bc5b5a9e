// The table of claims: only the rows in sight are in the document, so that 20,000 scroll as easily as 20.
const COLUMNS = ["value", "subject", "metric", "city", "time", "source", "modality", "score", "sentence"];
const COMPARATORS = { ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈" };
const CHANGES = { increase: "▲ ", decrease: "▼ " };
const MARGIN_ROWS = 8;
const BEFORE = 9;
const SNIPPET = 160;
let cursor = 0;

function rowHeight() {
  return matchMedia("(max-width: 760px)").matches ? 92 : 38;
}

function drawHead() {
  fill($("head"), COLUMNS.map((name) => {
    const text = t(`page.column.${name}`);
    if (name === "sentence") return el("span", { role: "columnheader", class: "c-sentence" }, text);
    const current = state.sort.replace("-", "") === name;
    const order = !current ? "none" : state.sort.startsWith("-") ? "descending" : "ascending";
    const arrow = el("i", { "aria-hidden": "true" }, { descending: "↓", ascending: "↑", none: "" }[order]);
    return button([text, arrow], () => sortBy(name), { role: "columnheader", class: `c-${name}`, "aria-sort": order, "data-sort": name });
  }));
}

/** Numbers from the top first, words from A first; then the other way round; then as the articles have it. */
function sortBy(name) {
  const first = name === "value" ? `-${name}` : name;
  const second = first.startsWith("-") ? name : `-${name}`;
  state.sort = { [first]: second, [second]: "" }[state.sort] ?? first;
  update();
}

function drawRows() {
  const height = rowHeight();
  const scroll = $("scroll");
  const shown = scroll.clientHeight - $("head").offsetHeight;
  $("rows").style.height = `${selected.length * height}px`;
  $("empty").hidden = selected.length > 0;
  const first = Math.max(0, Math.floor(scroll.scrollTop / height) - MARGIN_ROWS);
  const last = Math.min(selected.length, Math.ceil((scroll.scrollTop + shown) / height) + MARGIN_ROWS);
  const rows = [];
  for (let place = first; place < last; place += 1) rows.push(drawRow(place, height));
  fill($("rows"), rows);
}

function drawRow(place, height) {
  const at = selected[place];
  const marks = [place === cursor ? "cursor" : "", field("flags", at) ? "flagged" : ""].filter(Boolean);
  const row = el("div", {
    role: "row", class: ["row", ...marks].join(" "), "data-at": at, "data-place": place,
    "aria-rowindex": place + 1, "aria-selected": at === state.open, onclick: () => open(at),
  }, COLUMNS.map((name) => cell(name, at)));
  row.style.transform = `translateY(${place * height}px)`;
  return row;
}

function cell(name, at) {
  const node = el("span", { role: "cell", class: `c-${name}` }, cellContent(name, at));
  if (name !== "sentence") node.title = node.textContent.slice(0, 300);
  return node;
}

function cellContent(name, at) {
  if (name === "sentence") return snippet(at);
  if (name === "value") return el("bdi", {}, figureText(at) || "·");
  if (name === "score") return scoreBadge(at);
  if (name === "modality") return el("span", { class: `tag ${field(name, at)}` }, named(name, field(name, at)));
  return el("bdi", {}, cellText(name, at));
}

function cellText(name, at) {
  if (name === "time") return timeText(field(name, at));
  if (name !== "metric") return field(name, at).slice(0, 200);
  return metricText(at).slice(0, 200);
}

/** What is measured; of an event, what is done to what. */
function metricText(at) {
  if (field("claim_type", at) !== "event") return field("metric", at);
  return [field("predicate", at), field("object", at)].filter(Boolean).join(" ");
}

function scoreBadge(at) {
  const score = CLAIMS.score[at];
  return el("span", { class: "score", "data-level": score >= 0.5 ? "high" : score >= 0.3 ? "middle" : "low" }, score.toFixed(2));
}

/** The figure as written, with its comparator and the direction of a change: > 2000亿元, ▼ 4.1%. */
function figureText(at) {
  const comparator = COMPARATORS[field("comparator", at)];
  return `${comparator ? `${comparator} ` : ""}${CHANGES[field("change", at)] ?? ""}${valueText(at)}`;
}

/** The sentence from a little before the value, with the value marked. */
function snippet(at) {
  const sentence = evidence(at);
  const from = CLAIMS.quote[at] - CLAIMS.from[at];
  const to = CLAIMS.quoteEnd[at] - CLAIMS.from[at];
  if (from < 0 || to > sentence.length || to <= from) return el("bdi", {}, sentence.slice(0, SNIPPET));
  const begin = from > BEFORE + 2 ? from - BEFORE : 0;
  const value = el("b", {}, sentence.slice(from, Math.min(to, from + SNIPPET)));
  return el("bdi", {}, begin ? "…" : "", sentence.slice(begin, from), value, sentence.slice(to, to + SNIPPET));
}

// ---------------------------------------------------------------- moving about

function moveTo(place) {
  if (!selected.length) return;
  cursor = Math.max(0, Math.min(selected.length - 1, place));
  const height = rowHeight();
  const scroll = $("scroll");
  const shown = scroll.clientHeight - $("head").offsetHeight;
  if (cursor * height < scroll.scrollTop) scroll.scrollTop = cursor * height;
  else if ((cursor + 1) * height > scroll.scrollTop + shown) scroll.scrollTop = (cursor + 1) * height - shown;
  drawRows();
}

function placeOf(at) {
  return selected.indexOf(at);
}
