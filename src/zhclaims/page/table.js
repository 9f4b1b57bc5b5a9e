// The table of claims: only the rows in sight are in the document, so that 20,000 scroll as easily as 20.
const COLUMNS = ["value", "subject", "metric", "city", "time", "source", "modality", "score", "sentence"];
const MARGIN_ROWS = 8;
const SNIPPET = 160;
const BEFORE = 9;
let cursor = 0;

function rowHeight() {
  return matchMedia("(max-width: 760px)").matches ? 92 : 38;
}

function drawHead() {
  fill($("head"), ...COLUMNS.map((name) => {
    if (name === "sentence") return el("span", { role: "columnheader", class: "c-sentence" }, t("page.column.sentence"));
    const current = state.sort.replace("-", "") === name;
    const direction = current ? (state.sort.startsWith("-") ? "descending" : "ascending") : "none";
    return el("button", { type: "button", role: "columnheader", class: `c-${name}`, "aria-sort": direction, "data-sort": name, onclick: () => sortBy(name) },
      t(`page.column.${name}`), el("i", { "aria-hidden": "true" }, { descending: "↓", ascending: "↑", none: "" }[direction]));
  }));
}

/** Numbers from the top first, words from A first; then the other way round; then as the articles have it. */
function sortBy(name) {
  const first = name === "value" ? `-${name}` : name;
  const second = first.startsWith("-") ? name : `-${name}`;
  state.sort = state.sort === first ? second : state.sort === second ? "" : first;
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
  fill($("rows"), ...rows);
}

function drawRow(place, height) {
  const at = selected[place];
  const row = el("div", { role: "row", class: "row", "data-at": at, "data-place": place, "aria-rowindex": place + 1, "aria-selected": at === state.open, onclick: () => open(at) }, COLUMNS.map((name) => cell(name, at)));
  row.style.transform = `translateY(${place * height}px)`;
  if (place === cursor) row.classList.add("cursor");
  if (field("flags", at)) row.classList.add("flagged");
  return row;
}

function cell(name, at) {
  const node = el("span", { role: "cell", class: `c-${name}` });
  if (name === "sentence") node.append(...snippet(at));
  else if (name === "value") node.append(el("bdi", {}, comparatorOf(at), valueText(at) || "·"));
  else if (name === "score") node.append(el("span", { class: "score", "data-level": CLAIMS.score[at] >= 0.9 ? "high" : CLAIMS.score[at] >= 0.75 ? "middle" : "low" }, CLAIMS.score[at].toFixed(2)));
  else if (name === "modality") node.append(el("span", { class: `tag ${field("modality", at)}` }, named("modality", field("modality", at))));
  else node.append(el("bdi", {}, cellText(name, at)));
  if (name !== "sentence") node.title = node.textContent.slice(0, 300);
  return node;
}

function cellText(name, at) {
  if (name === "time") return timeText(field(name, at));
  if (name !== "metric" || field("claim_type", at) !== "event") return field(name, at).slice(0, 200);
  return [field("predicate", at), field("object", at)].filter(Boolean).join(" ").slice(0, 200);
}

function comparatorOf(at) {
  const sign = { ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ " }[field("comparator", at)] ?? "";
  return sign + ({ increase: "▲ ", decrease: "▼ " }[field("change", at)] ?? "");
}

/** The sentence from a little before the value, with the value marked. */
function snippet(at) {
  const sentence = evidence(at);
  const from = CLAIMS.quote[at] - CLAIMS.from[at];
  const to = CLAIMS.quoteEnd[at] - CLAIMS.from[at];
  if (from < 0 || to > sentence.length || to <= from) return [el("bdi", {}, sentence.slice(0, SNIPPET))];
  const begin = from > BEFORE + 2 ? from - BEFORE : 0;
  return [el("bdi", {}, begin ? "…" : "", sentence.slice(begin, from), el("b", {}, sentence.slice(from, Math.min(to, from + SNIPPET))), sentence.slice(to, to + SNIPPET))];
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
