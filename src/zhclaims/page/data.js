// The claims of the page: parsed once, read by index. Offsets count UTF-16 units of the article's text, as JavaScript does.
const DATA = JSON.parse(document.getElementById("data").textContent);
const CLAIMS = DATA.claims;
const COUNT = CLAIMS.id.length;
const FOLDS = new Map(Object.entries(DATA.folds));
const BY_ID = new Map(CLAIMS.id.map((id, at) => [id, at]));

/** A text field of a claim: subject, metric, city … */
function field(name, at) {
  return DATA.strings[CLAIMS[name][at]];
}

function articleOf(at) {
  return DATA.articles[CLAIMS.article[at]];
}

function evidence(at) {
  return DATA.evidence[at] ?? articleOf(at).text.slice(CLAIMS.from[at], CLAIMS.to[at]);
}

function valueText(at) {
  if (field("claim_type", at) === "event") return "";
  return DATA.values[at] ?? articleOf(at).text.slice(CLAIMS.quote[at], CLAIMS.quoteEnd[at]);
}

/** The year that a time begins in; of 截至2024年 the year it ends in; "" for none. */
function yearOf(at) {
  const found = /\d{4}/.exec(field("time", at));
  return found && !field("time", at).startsWith("P") ? found[0] : "";
}

function hasDoubts(at) {
  return field("flags", at) !== "" || CLAIMS.score[at] < 0.3;
}

/** Text as it is searched: in Simplified, in lower case, in half width. */
function fold(text) {
  let folded = "";
  for (const character of text.normalize("NFKC").toLowerCase()) folded += FOLDS.get(character) ?? character;
  return folded;
}

const SEARCHED = ["subject", "metric", "predicate", "object", "city", "place", "source", "time", "section", "flags"];
const haystacks = new Array(COUNT);

function haystack(at) {
  if (haystacks[at] === undefined) {
    const article = articleOf(at);
    const parts = SEARCHED.map((name) => field(name, at));
    haystacks[at] = fold([valueText(at), ...parts, evidence(at), article.title, article.path, CLAIMS.id[at]].join("\n"));
  }
  return haystacks[at];
}

/** Where each text stands in the order of the language, so that columns sort by number. */
let ranks = null;

function rankOf(index) {
  if (ranks === null) {
    const order = DATA.strings.map((_, at) => at);
    const collator = new Intl.Collator("zh", { numeric: true });
    order.sort((one, other) => collator.compare(DATA.strings[one], DATA.strings[other]));
    ranks = new Int32Array(order.length);
    for (const [rank, at] of order.entries()) ranks[at] = DATA.strings[at] === "" ? order.length : rank; // what is empty comes last
  }
  return ranks[index];
}
