// One claim in its article: the sentence marked, its fields coloured, the other figures within reach.
const FIELDS = ["value", "subject", "metric", "time", "place", "source"];

function open(at) {
  state.open = at;
  const place = placeOf(at);
  if (place >= 0) cursor = place;
  drawPane();
  if (state.tab === "claims" || state.tab === "doubts") moveTo(cursor);
  toAddress();
}

function closePane() {
  state.open = -1;
  drawPane();
  drawRows();
  toAddress();
}

function drawPane() {
  const pane = $("pane");
  pane.hidden = state.open < 0;
  document.body.classList.toggle("pane-open", state.open >= 0);
  if (state.open < 0) { fill(pane); return; }
  const article = articleOf(state.open);
  fill(pane, paneHead(article), el("div", { class: "pane-body", tabindex: "0" },
    claimCard(state.open), drawText(article, state.open), reasonsOf(state.open)));
  pane.querySelector(".f-value, .sentence")?.scrollIntoView({ block: "center" });
  const body = pane.querySelector(".pane-body");
  const card = pane.querySelector(".card");
  if (pane.querySelector(".sentence")?.offsetTop < card.offsetTop + card.offsetHeight + body.clientHeight / 2) body.scrollTop = 0;
}

function paneHead(article) {
  const place = placeOf(state.open);
  const from = [article.publisher, article.published, article.path].filter(Boolean).join(" · ");
  const step = (to, key, text) => el("button", { type: "button", title: t(key), "aria-label": t(key), disabled: to < 0 || to >= selected.length, onclick: () => open(selected[to]) }, text);
  return el("div", { class: "pane-head" },
    el("div", {}, el("h2", { lang: languageOf(article) }, el("bdi", {}, article.title || article.path)),
      el("p", {}, el("bdi", {}, from), /^https?:\/\//.test(article.url) ? el("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, "↗") : null)),
    el("div", { class: "pane-tools" }, step(place < 0 ? -1 : place - 1, "page.previous", "↑"), step(place < 0 ? -1 : place + 1, "page.next", "↓"),
      el("button", { type: "button", id: "close", title: t("page.close"), "aria-label": t("page.close"), onclick: closePane }, "×")));
}

function languageOf(article) {
  return article.script === "hans" ? "zh-Hans" : "zh-Hant";
}

/** The claim in short: each field in the colour that it has in the text, and what is doubtful. */
function claimCard(at) {
  const type = field("claim_type", at);
  const rows = [
    ["value", valueText(at), normalised(at)],
    ["subject", field("subject", at)],
    ["metric", type === "event" ? [field("predicate", at), field("object", at)].filter(Boolean).join(" ") : field("metric", at)],
    ["time", field("time_text", at), timeText(field("time", at))],
    ["place", field("place", at) || field("city", at), field("city_basis", at) ? named("city_basis", field("city_basis", at)) : ""],
    ["source", field("source", at)],
  ];
  return el("div", { class: "card" },
    el("dl", {}, rows.filter(([, text, more]) => text || more).map(([name, text, more]) => [
      el("dt", {}, el("span", { class: `key k-${name}` }, t(`page.field.${name}`))),
      el("dd", {}, text ? el("bdi", {}, text) : null, more && more !== text ? el("i", {}, el("bdi", {}, more)) : null)])),
    el("p", { class: "card-tags" },
      el("span", { class: `tag ${field("modality", at)}` }, named("modality", field("modality", at))),
      field("change", at) && field("change", at) !== "level" ? el("span", { class: "tag" }, named("change", field("change", at))) : null,
      field("kind", at) ? el("span", { class: "tag" }, named("kind", field("kind", at))) : el("span", { class: "tag" }, named("claim_type", type)),
      el("span", { class: "tag" }, `${t("page.column.score")} ${CLAIMS.score[at].toFixed(2)}`),
      el("code", {}, CLAIMS.id[at])),
    CLAIMS.flagNames[at].length ? el("ul", { class: "warnings" }, CLAIMS.flagNames[at].map((index) => el("li", {}, named("flag", DATA.strings[index])))) : null);
}

/** The value in base units: ≈ 1,370,000 辆. */
function normalised(at) {
  const low = CLAIMS.low[at];
  const high = CLAIMS.high[at];
  if (low === null) return "";
  const sign = { ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈" }[field("comparator", at)] ?? "=";
  return `${sign} ${grouped(low)}${high !== low && high !== null ? ` – ${grouped(high)}` : ""} ${unitText(field("unit", at))}`;
}

/** The article's text with the sentence and its fields marked, and the figures of its other claims to click on. */
function drawText(article, at) {
  const text = article.text;
  const from = CLAIMS.from[at];
  const to = CLAIMS.to[at];
  const fits = DATA.evidence[at] === undefined && from < to && to <= text.length;
  const box = el("div", { class: "text", lang: languageOf(article), dir: "ltr" });
  if (!fits) {
    box.append(el("mark", { class: "sentence" }, el("bdi", {}, evidence(at))));
    return box;
  }
  const others = article.claims.filter((other) => other !== at && CLAIMS.quoteEnd[other] > CLAIMS.quote[other]).map((other) => ({ from: CLAIMS.quote[other], to: CLAIMS.quoteEnd[other], claim: other }));
  others.sort((one, other) => one.to - one.from - (other.to - other.from)); // of a figure inside an event, the figure
  box.append(...pieces(text, 0, from, others), el("mark", { class: "sentence" }, ...pieces(text, from, to, marksOf(at), others)), ...pieces(text, to, text.length, others));
  return box;
}

function marksOf(at) {
  const flat = CLAIMS.marks[at];
  const marks = [];
  for (let i = 0; i < flat.length; i += 3) marks.push({ from: flat[i], to: flat[i + 1], name: FIELDS[flat[i + 2]] });
  return marks;
}

/** A stretch of text as nodes; of overlapping marks the first list wins, then the earlier one. */
function pieces(text, from, to, ...lists) {
  const taken = [];
  for (const list of lists) for (const mark of list) {
    if (mark.from >= from && mark.to <= to && taken.every((other) => mark.to <= other.from || other.to <= mark.from)) taken.push(mark);
  }
  taken.sort((one, other) => one.from - other.from);
  const nodes = [];
  let at = from;
  for (const mark of taken) {
    nodes.push(text.slice(at, mark.from), markNode(text.slice(mark.from, mark.to), mark));
    at = mark.to;
  }
  nodes.push(text.slice(at, to));
  return nodes.filter((node) => node !== "");
}

function markNode(text, mark) {
  if (mark.name) return el("mark", { class: `field f-${mark.name}`, title: t(`page.field.${mark.name}`) }, text);
  const title = [field("subject", mark.claim), field("metric", mark.claim)].filter(Boolean).join(" · ");
  return el("span", { class: "other", role: "button", tabindex: "0", title, onclick: () => open(mark.claim), onkeydown: onEnter(() => open(mark.claim)) }, text);
}

function reasonsOf(at) {
  const rows = field("reasons", at).split("; ").filter(Boolean).map((entry) => entry.split(/:(.*)/s));
  return rows.length ? el("details", { class: "reasons" }, el("summary", {}, t("page.reasons")), el("dl", {}, rows.map(([name, rule]) => [el("dt", {}, named("column", name)), el("dd", {}, el("code", {}, rule ?? ""))]))) : null;
}
