// Charts of what is selected, drawn as SVG; a click on a bar filters.
const CITY_COLOURS = 6;

function drawOverview() {
  const view = $("view-overview");
  fill(view, el("div", { class: "tiles" }, tiles()), el("div", { class: "charts" },
    panel("page.chart.city", barsOf("city", 10)), panel("page.chart.year", columnsOf("year", chartWidth(false))),
    panel("page.chart.series", seriesChart(chartWidth(true)), "wide", seriesPicker()), panel("page.chart.modality", splitOf("modality"), "wide"),
    panel("page.chart.source", barsOf("source", 8)), panel("page.chart.org", barsOf("org", 8))));
}

/** How wide a chart is drawn, in pixels, so that its words keep their size: one of two columns, or the whole. */
function chartWidth(wide) {
  const whole = $("main").clientWidth - ($("main").clientWidth > 700 ? 40 : 24);
  const panelWidth = wide || $("main").clientWidth <= 860 ? whole : (whole - 16) / 2;
  return Math.max(240, Math.round(panelWidth - 40));
}

function tiles() {
  const articles = new Set();
  const cities = new Set();
  const organisations = new Set();
  let doubtful = 0;
  for (const at of selected) {
    articles.add(CLAIMS.article[at]);
    if (field("city", at)) cities.add(CLAIMS.city[at]);
    for (const index of CLAIMS.orgs[at]) organisations.add(index);
    doubtful += hasDoubts(at);
  }
  const conflicts = groupsInSight().filter((group) => group.conflict).length;
  const list = [["articles", articles.size, null], ["claims", selected.length, "claims"], ["cities", cities.size, null], ["organisations", organisations.size, null], ["conflicts", conflicts, "conflicts"], ["doubtful", doubtful, "doubts"]];
  return list.map(([name, number, tab]) => el(tab ? "button" : "div", { class: `tile t-${name}`, type: tab ? "button" : null, onclick: tab ? () => show(tab) : null },
    el("b", {}, grouped(number)), el("span", {}, t(`page.tile.${name}`))));
}

function panel(key, chart, extra, tools) {
  return el("figure", { class: `panel ${extra ?? ""}` }, el("figcaption", {}, el("span", {}, t(key)), tools ?? null), chart);
}

/** The values of a facet among the selected claims, the most frequent first. */
function tally(facet) {
  const { names, rows } = facetIndex.get(facet);
  const counts = new Int32Array(names.length);
  for (const at of selected) for (const number of rows[at]) counts[number] += 1;
  return names.map((name, number) => [name, counts[number]]).filter(([, number]) => number).sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

function nothing() {
  return el("p", { class: "empty" }, t("page.empty"));
}

function barsOf(facet, most) {
  const found = tally(facet).slice(0, most);
  if (!found.length) return nothing();
  const top = found[0][1];
  return el("ul", { class: "bars" }, found.map(([name, number]) => {
    const bar = el("span", { class: "bar-fill" });
    bar.style.width = `${Math.max(0.5, (100 * number) / top)}%`;
    return el("li", {}, el("button", { type: "button", title: `${name}: ${grouped(number)}`, "data-value": name, onclick: () => toggleAndLook(facet, name) },
      el("bdi", {}, label(facet, name)), el("span", { class: "bar-track" }, bar), el("i", {}, grouped(number))));
  }));
}

function toggleAndLook(facet, name) {
  const chosen = state.chosen.get(facet);
  if (!chosen.has(name)) chosen.add(name);
  show("claims");
}

/** One bar, split: facts, plans, what is only supposed. */
function splitOf(facet) {
  const found = tally(facet);
  if (!found.length) return nothing();
  const all = found.reduce((sum, [, number]) => sum + number, 0);
  const parts = found.map(([name, number]) => {
    const part = el("button", { type: "button", class: `part ${name}`, title: `${label(facet, name)}: ${grouped(number)}`, onclick: () => toggleAndLook(facet, name) });
    part.style.flexGrow = number;
    return part;
  });
  return el("div", { class: "split" }, el("div", { class: "split-bar" }, parts), el("ul", { class: "legend" }, found.map(([name, number]) =>
    el("li", {}, el("button", { type: "button", onclick: () => toggleAndLook(facet, name) }, el("span", { class: `dot ${name}` }), label(facet, name), el("i", {}, `${grouped(number)} · ${((100 * number) / all).toFixed(number / all < 0.1 ? 1 : 0)}%`))))));
}

function columnsOf(facet, width) {
  const found = tally(facet).sort((one, other) => (one[0] < other[0] ? -1 : 1)).slice(-Math.max(4, Math.floor(width / 42)));
  if (!found.length) return nothing();
  const height = 248, base = height - 24, top = Math.max(...found.map(([, number]) => number));
  const step = width / found.length, wide = Math.min(46, step * 0.68);
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", "aria-label": t("page.chart.year") },
    svg("line", { class: "axis", x1: 0, x2: width, y1: base + 0.5, y2: base + 0.5 }),
    found.map(([name, number], at) => {
      const size = ((base - 22) * number) / top, x = at * step + (step - wide) / 2;
      return svg("g", { class: "pick", tabindex: "0", role: "button", onclick: () => toggleAndLook(facet, name), onkeydown: onEnter(() => toggleAndLook(facet, name)) },
        svg("title", {}, `${name}: ${grouped(number)}`),
        svg("rect", { class: "hit", x: at * step, y: 0, width: step, height }),
        svg("rect", { class: "column", x, y: base - size, width: wide, height: size, rx: 2 }),
        svg("text", { x: x + wide / 2, y: base - size - 6, "text-anchor": "middle" }, grouped(number)),
        svg("text", { class: "axis-text", x: x + wide / 2, y: height - 6, "text-anchor": "middle" }, name));
    }));
}

// ---------------------------------------------------------------- a metric by city and year

let series = -1;

/** The metrics that most cities and years have a figure of, among the selected claims. */
function seriesInSight() {
  const cells = new Map();
  for (const at of selected) {
    const number = CLAIMS.series[at];
    if (number < 0 || !yearOf(at) || !field("city", at)) continue;
    if (!cells.has(number)) cells.set(number, new Set());
    cells.get(number).add(`${CLAIMS.city[at]} ${yearOf(at)}`);
  }
  const years = (keys) => new Set([...keys].map((key) => key.split(" ")[1])).size;
  return [...cells].sort((one, other) => (years(other[1]) > 1) - (years(one[1]) > 1) || other[1].size - one[1].size || one[0] - other[0]).slice(0, 40).map(([number]) => number);
}

function seriesPicker() {
  const found = seriesInSight();
  if (!found.includes(series)) series = found[0] ?? -1;
  if (!found.length) return null;
  return el("select", { id: "series", "aria-label": t("page.chart.series"), onchange: (event) => { series = Number(event.target.value); drawOverview(); } },
    found.map((number) => el("option", { value: number, selected: number === series }, DATA.series[number].label)));
}

/** The claims of the series by city: the cities with the most years first, each year's figures together. */
function seriesPoints() {
  const cities = new Map();
  for (const at of selected) {
    if (CLAIMS.series[at] !== series || !yearOf(at) || !field("city", at)) continue;
    const city = field("city", at);
    if (!cities.has(city)) cities.set(city, []);
    cities.get(city).push({ at, year: Number(yearOf(at)), value: CLAIMS.amount[at], plan: field("modality", at) !== "fact" });
  }
  const order = [...cities].sort((one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1)).slice(0, CITY_COLOURS);
  for (const [, points] of order) points.sort((one, other) => one.year - other.year || CLAIMS.score[other.at] - CLAIMS.score[one.at]);
  return order;
}

function seriesChart(width) {
  const found = seriesInSight();
  if (!found.includes(series)) series = found[0] ?? -1;
  const cities = series < 0 ? [] : seriesPoints();
  if (!cities.length) return nothing();
  const points = cities.flatMap(([, list]) => list);
  if (new Set(points.map((point) => point.year)).size === 1) return seriesBars(cities);
  const height = width > 600 ? 320 : 250, left = 66, right = 12, top = 20, bottom = 30;
  const years = [Math.min(...points.map((point) => point.year)), Math.max(...points.map((point) => point.year))];
  const values = [Math.min(0, ...points.map((point) => point.value)), Math.max(0, ...points.map((point) => point.value))];
  const ticks = ticksOf(values[0], values[1]);
  const low = Math.min(values[0], ticks[0]), high = Math.max(values[1], ticks[ticks.length - 1]);
  const x = (year) => years[0] === years[1] ? (left + width - right) / 2 : left + 14 + ((year - years[0]) / (years[1] - years[0])) * (width - left - right - 28);
  const y = (value) => top + (1 - (value - low) / (high - low || 1)) * (height - top - bottom);
  const unit = unitText(DATA.series[series].unit);
  const every = Math.ceil(((years[1] - years[0] + 1) * 46) / width);
  const grid = ticks.map((tick) => [svg("line", { class: tick === 0 ? "axis" : "grid", x1: left, x2: width - right, y1: y(tick), y2: y(tick) }), svg("text", { class: "axis-text", x: left - 8, y: y(tick) + 4, "text-anchor": "end" }, short(tick))]);
  const labels = [];
  for (let year = years[0]; year <= years[1]; year += every) labels.push(svg("text", { class: "axis-text", x: x(year), y: height - 8, "text-anchor": "middle" }, String(year)));
  return el("div", {}, svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", "aria-label": DATA.series[series].label },
    svg("text", { class: "axis-text", x: left - 8, y: 10, "text-anchor": "end" }, unit), grid, labels, cities.map(([city, list], number) => cityLine(city, list, number, x, y, unit))),
    el("ul", { class: "legend" }, cities.map(([city], number) => el("li", {}, el("button", { type: "button", onclick: () => toggleAndLook("city", city) }, el("span", { class: `dot city-${number}` }), city)))));
}

/** The figures of a single year: a bar for the surest of each city. */
function seriesBars(cities) {
  const unit = unitText(DATA.series[series].unit);
  const rows = cities.map(([city, list]) => [city, list[0]]).sort((one, other) => other[1].value - one[1].value);
  const top = Math.max(...rows.map(([, point]) => Math.abs(point.value))) || 1;
  return el("ul", { class: "bars tall" }, rows.map(([city, point]) => {
    const bar = el("span", { class: "bar-fill" });
    bar.style.width = `${Math.max(0.5, (100 * Math.abs(point.value)) / top)}%`;
    return el("li", {}, el("button", { type: "button", onclick: () => open(point.at) }, el("bdi", {}, `${city} ${point.year}`), el("span", { class: "bar-track" }, bar), el("i", {}, short(point.value) + unit)));
  }));
}

/** A line through the surest figure of each year, and a dot for every figure; hollow where it is a plan. */
function cityLine(city, list, number, x, y, unit) {
  const seen = new Set();
  const line = list.filter((point) => !seen.has(point.year) && seen.add(point.year));
  return svg("g", { class: `city-${number}` },
    svg("path", { class: "line", d: line.map((point, at) => `${at ? "L" : "M"}${x(point.year).toFixed(1)} ${y(point.value).toFixed(1)}`).join("") }),
    list.map((point) => svg("circle", { class: `point${point.plan ? " plan" : ""}`, tabindex: "0", role: "button", cx: x(point.year), cy: y(point.value), r: 4.5, onclick: () => open(point.at), onkeydown: onEnter(() => open(point.at)) },
      svg("title", {}, `${city} ${point.year}: ${short(point.value)}${unit}`))));
}

/** Round numbers between two values, four or five of them. */
function ticksOf(low, high) {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough);
  const ticks = [];
  for (let at = Math.ceil(low / step); at <= Math.ceil(high / step - 1e-9); at += 1) ticks.push(at * step);
  return ticks;
}
