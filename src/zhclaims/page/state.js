// What is looked at: search, facets, order, tab and the open claim. All of it is in the address, so that it can be sent.
const FACETS = ["city", "org", "metric", "year", "source", "modality", "kind", "claim_type", "flag", "file"];
const MULTIPLE = { org: (at) => CLAIMS.orgs[at], flag: (at) => CLAIMS.flagNames[at] };
const TABS = ["overview", "claims", "conflicts", "doubts"];
const SORTS = {
  value: (at) => CLAIMS.low[at] ?? Number.NEGATIVE_INFINITY,
  score: (at) => CLAIMS.score[at],
  article: (at) => at,
  review: (at) => CLAIMS.score[at] * 100 - CLAIMS.flagNames[at].length,
};
for (const name of ["subject", "metric", "city", "time", "source", "modality"]) {
  SORTS[name] = (at) => rankOf(CLAIMS[name][at]);
}

const state = { tab: "overview", query: "", chosen: new Map(FACETS.map((name) => [name, new Set()])), sort: "", open: -1 };
/** The claims that pass search and facets, in order; and for each facet how many claims each value would give. */
let selected = new Int32Array(0);
let facetCounts = new Map();

const FACET_VALUES = {
  year: (at) => yearOf(at),
  file: (at) => articleOf(at).path,
  metric: (at) => DATA.strings[CLAIMS.what[at]],
};

function valuesOf(facet, at) {
  if (MULTIPLE[facet]) return MULTIPLE[facet](at).map((index) => DATA.strings[index]);
  const value = FACET_VALUES[facet] ? FACET_VALUES[facet](at) : field(facet, at);
  return value === "" ? [] : [value];
}

/** By facet and claim: the numbers of its values; made once, so that a choice is a look-up. */
const facetIndex = new Map(FACETS.map((facet) => {
  const numbers = new Map();
  const names = [];
  const rows = new Array(COUNT);
  for (let at = 0; at < COUNT; at += 1) {
    rows[at] = valuesOf(facet, at).map((value) => {
      if (!numbers.has(value)) {
        numbers.set(value, names.length);
        names.push(value);
      }
      return numbers.get(value);
    });
  }
  return [facet, { numbers, names, rows }];
}));

function matches(at, terms) {
  const hay = haystack(at);
  return terms.every((term) => hay.includes(term));
}

function refresh() {
  const terms = fold(state.query).split(/\s+/).filter(Boolean);
  const facets = FACETS.map((name) => {
    const index = facetIndex.get(name);
    const wanted = new Set([...state.chosen.get(name)].map((value) => index.numbers.get(value)));
    return { rows: index.rows, wanted, counts: new Int32Array(index.names.length), name };
  });
  const found = [];
  for (let at = 0; at < COUNT; at += 1) {
    if (state.tab === "doubts" && !hasDoubts(at)) continue;
    if (terms.length && !matches(at, terms)) continue;
    count(at, facets, found);
  }
  facetCounts = new Map(facets.map((facet) => [facet.name, facet.counts]));
  selected = ordered(found);
}

/** Count a claim in each facet that it passes all others of; keep it when it passes all. */
function count(at, facets, found) {
  let failed = null;
  for (const facet of facets) {
    if (facet.wanted.size && !facet.rows[at].some((number) => facet.wanted.has(number))) {
      if (failed) return;
      failed = facet;
    }
  }
  for (const facet of failed ? [failed] : facets) for (const number of facet.rows[at]) facet.counts[number] += 1;
  if (!failed) found.push(at);
}

function ordered(found) {
  const sort = state.sort || (state.tab === "doubts" ? "review" : "article");
  const down = sort.startsWith("-");
  const key = SORTS[down ? sort.slice(1) : sort] ?? SORTS.article;
  const keys = new Float64Array(COUNT);
  for (const at of found) keys[at] = key(at);
  const order = down ? (one, other) => keys[other] - keys[one] : (one, other) => keys[one] - keys[other];
  return Int32Array.from(found).sort((one, other) => order(one, other) || one - other);
}

// ---------------------------------------------------------------- in the address

function toAddress() {
  const parts = new URLSearchParams();
  if (state.tab !== "overview") parts.set("tab", state.tab);
  if (state.query) parts.set("q", state.query);
  if (state.sort) parts.set("sort", state.sort);
  for (const [name, values] of state.chosen) for (const value of values) parts.append(name, value);
  if (state.open >= 0) parts.set("claim", CLAIMS.id[state.open]);
  const address = `#${parts}`;
  if (address !== location.hash && !(address === "#" && location.hash === "")) history.replaceState(null, "", address);
}

function fromAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  state.tab = TABS.includes(parts.get("tab")) ? parts.get("tab") : "overview";
  state.query = parts.get("q") ?? "";
  const sort = parts.get("sort") ?? "";
  state.sort = Object.hasOwn(SORTS, sort.replace("-", "")) ? sort : "";
  for (const name of FACETS) {
    const known = parts.getAll(name).filter((value) => facetIndex.get(name).numbers.has(value));
    state.chosen.set(name, new Set(known));
  }
  state.open = BY_ID.get(parts.get("claim")) ?? -1;
}
