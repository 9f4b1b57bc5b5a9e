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
  if (state.open < 0) {
    fill(pane);
    return;
  }
  const article = articleOf(state.open);
  const body = el("div", { class: "pane-body", tabindex: "0" },
    claimCard(state.open), drawText(article, state.open), reasonsOf(state.open));
  fill(pane, paneHead(article), body);
  showSentence(body);
}

/** Scroll so that the sentence is in sight, and the claim above it too where both have room. */
function showSentence(body) {
  const card = body.querySelector(".card");
  const sentence = body.querySelector(".sentence");
  const below = sentence.offsetTop - card.offsetTop - card.offsetHeight;
  if (below < body.clientHeight / 2) body.scrollTop = 0;
  else (body.querySelector(".f-value") ?? sentence).scrollIntoView({ block: "center" });
}

function paneHead(article) {
  const from = [article.publisher, article.published, article.path].filter(Boolean).join(" · ");
  const place = placeOf(state.open);
  return el("div", { class: "pane-head" },
    el("div", {},
      el("h2", { lang: languageOf(article) }, el("bdi", {}, article.title || article.path)),
      el("p", {}, el("bdi", {}, from), addressOf(article))),
    el("div", { class: "pane-tools" },
      stepButton(place < 0 ? -1 : place - 1, "page.previous", "↑"),
      stepButton(place < 0 ? -1 : place + 1, "page.next", "↓"),
      button("×", closePane, { id: "close", title: t("page.close"), "aria-label": t("page.close") })));
}

function stepButton(place, key, text) {
  const disabled = place < 0 || place >= selected.length;
  return button(text, () => open(selected[place]), { title: t(key), "aria-label": t(key), disabled });
}

/** A link to where the article was published, if that is an address of the web. */
function addressOf(article) {
  if (!/^https?:\/\//.test(article.url)) return null;
  return el("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, "↗");
}

function languageOf(article) {
  return article.script === "hans" ? "zh-Hans" : "zh-Hant";
}

/** The claim in short: each field in the colour that it has in the text, and what is doubtful. */
function claimCard(at) {
  const basis = field("city_basis", at);
  const rows = [
    ["value", valueText(at), normalised(at)],
    ["subject", field("subject", at)],
    ["metric", metricText(at)],
    ["time", field("time_text", at), timeText(field("time", at))],
    ["place", field("place", at) || field("city", at), basis ? named("city_basis", basis) : ""],
    ["source", field("source", at)],
  ];
  return el("div", { class: "card" }, el("dl", {}, rows.map(cardRow)), cardTags(at), warnings(at));
}

function cardRow([name, text, more]) {
  if (!text && !more) return null;
  const second = more && more !== text ? el("i", {}, el("bdi", {}, more)) : null;
  return [
    el("dt", {}, el("span", { class: `key k-${name}` }, t(`page.field.${name}`))),
    el("dd", {}, text ? el("bdi", {}, text) : null, second),
  ];
}

function cardTags(at) {
  const change = field("change", at);
  const kind = field("kind", at) ? named("kind", field("kind", at)) : named("claim_type", field("claim_type", at));
  return el("p", { class: "card-tags" },
    el("span", { class: `tag ${field("modality", at)}` }, named("modality", field("modality", at))),
    change && change !== "level" ? el("span", { class: "tag" }, named("change", change)) : null,
    el("span", { class: "tag" }, kind),
    el("span", { class: "tag" }, `${t("page.column.score")} ${CLAIMS.score[at].toFixed(2)}`),
    el("code", {}, CLAIMS.id[at]));
}

function warnings(at) {
  const flags = CLAIMS.flagNames[at].map((index) => DATA.strings[index]);
  return flags.length ? el("ul", { class: "warnings" }, flags.map((flag) => el("li", {}, named("flag", flag)))) : null;
}

/** The value in base units: ≈ 1,370,000 辆. */
function normalised(at) {
  const low = CLAIMS.low[at];
  const high = CLAIMS.high[at];
  if (low === null) return "";
  const sign = COMPARATORS[field("comparator", at)] ?? "=";
  const span = high !== low && high !== null ? `${grouped(low)} – ${grouped(high)}` : grouped(low);
  return `${sign} ${span} ${unitText(field("unit", at))}`;
}

// ---------------------------------------------------------------- the text

/** The article's text with the sentence and its fields marked, and the figures of its other claims to click on. */
function drawText(article, at) {
  const text = article.text;
  const from = CLAIMS.from[at];
  const to = CLAIMS.to[at];
  const box = el("div", { class: "text", lang: languageOf(article), dir: "ltr" });
  if (DATA.evidence[at] !== undefined || from >= to || to > text.length) {
    return dress(box, null, [el("mark", { class: "sentence" }, el("bdi", {}, evidence(at)))]);
  }
  const others = otherFigures(article, at);
  const sentence = el("mark", { class: "sentence" }, pieces(text, from, to, marksOf(at), others));
  return dress(box, null, [pieces(text, 0, from, others), sentence, pieces(text, to, text.length, others)]);
}

/** Where the article's other claims stand, the shorter first: of a figure inside an event, the figure. */
function otherFigures(article, at) {
  const others = article.claims.filter((other) => other !== at && CLAIMS.quoteEnd[other] > CLAIMS.quote[other]);
  const marks = others.map((other) => ({ from: CLAIMS.quote[other], to: CLAIMS.quoteEnd[other], claim: other }));
  return marks.sort((one, other) => one.to - one.from - (other.to - other.from));
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
  for (const mark of lists.flat()) {
    const free = taken.every((other) => mark.to <= other.from || other.to <= mark.from);
    if (free && mark.from >= from && mark.to <= to) taken.push(mark);
  }
  taken.sort((one, other) => one.from - other.from);
  const nodes = [];
  let at = from;
  for (const mark of taken) {
    nodes.push(text.slice(at, mark.from), markNode(text.slice(mark.from, mark.to), mark));
    at = mark.to;
  }
  return [...nodes, text.slice(at, to)];
}

function markNode(text, mark) {
  if (mark.name) return el("mark", { class: `field f-${mark.name}`, title: t(`page.field.${mark.name}`) }, text);
  const title = [field("subject", mark.claim), field("metric", mark.claim)].filter(Boolean).join(" · ");
  const show = () => open(mark.claim);
  return el("span", { class: "other", role: "button", tabindex: "0", title, onclick: show, onkeydown: onEnter(show) }, text);
}

/** A rule of the column `reasons` in words; one that has none is a word of the text. */
function explain(name, rule) {
  const [, kind, detail] = rule.match(/^([^:]*):?(.*)$/s);
  const known = [`reason.${name}.${kind}`, `reason.any.${kind}`].find((key) => DATA.words[language][key]);
  return t(known ?? "reason.any.cue").replace("{}", known ? detail : detail || kind);
}

function reasonsOf(at) {
  const entries = field("reasons", at).split("; ").filter(Boolean).map((entry) => entry.split(/:(.*)/s));
  if (!entries.length) return null;
  const rows = entries.map(([name, rule]) => [el("dt", {}, named("column", name)), el("dd", {}, explain(name, rule ?? ""))]);
  return el("details", { class: "reasons" }, el("summary", {}, t("page.reasons")), el("dl", {}, rows));
}
