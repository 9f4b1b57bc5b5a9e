// Charts of what is selected, drawn as SVG; a click on a bar filters, a click on a point opens its claim.
const CITIES = 6;
const SERIES = 40;
let series = -1;

function drawOverview() {
  fill($("view-overview"),
    el("div", { class: "tiles" }, tiles()),
    el("div", { class: "charts" },
      panel("page.chart.city", barsOf("city", 10)),
      panel("page.chart.year", columnsOf("year", chartWidth(false))),
      seriesPanel(),
      panel("page.chart.modality", splitOf("modality"), "wide"),
      panel("page.chart.source", barsOf("source", 8)),
      panel("page.chart.org", barsOf("org", 8))));
}

/** How wide a chart is drawn, in pixels, so that its words keep their size: one of two columns, or the whole. */
function chartWidth(wide) {
  const room = $("main").clientWidth;
  const whole = room - (room > 700 ? 40 : 24);
  return Math.max(240, Math.round((wide || room <= 860 ? whole : (whole - 16) / 2) - 40));
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
  return [
    tile("articles", articles.size), tile("claims", selected.length, "claims"), tile("cities", cities.size),
    tile("organisations", organisations.size), tile("conflicts", conflicts, "conflicts"), tile("doubtful", doubtful, "doubts"),
  ];
}

function tile(name, number, tab) {
  const parts = [el("b", {}, grouped(number)), el("span", {}, t(`page.tile.${name}`))];
  return tab ? button(parts, () => show(tab), { class: `tile t-${name}` }) : el("div", { class: `tile t-${name}` }, parts);
}

function panel(key, chart, extra, tools) {
  return el("figure", { class: `panel ${extra ?? ""}` }, el("figcaption", {}, el("span", {}, t(key)), tools), chart);
}

function nothing() {
  return el("p", { class: "empty" }, t("page.empty"));
}

/** The values of a facet among the selected claims, the most frequent first. */
function tally(facet) {
  const { names, rows } = facetIndex.get(facet);
  const counts = new Int32Array(names.length);
  for (const at of selected) for (const number of rows[at]) counts[number] += 1;
  const found = names.map((name, number) => [name, counts[number]]).filter(([, count]) => count);
  return found.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
}

function chooseAndLook(facet, name) {
  state.chosen.get(facet).add(name);
  show("claims");
}

// ---------------------------------------------------------------- bars and columns

function barsOf(facet, most) {
  const found = tally(facet).slice(0, most);
  if (!found.length) return nothing();
  const bars = found.map(([name, count]) => {
    const choose = () => chooseAndLook(facet, name);
    return barRow(label(facet, name), count / found[0][1], grouped(count), choose, { "data-value": name });
  });
  return el("ul", { class: "bars" }, bars);
}

function barRow(text, share, number, action, properties) {
  const bar = el("span", { class: "bar-fill" });
  bar.style.width = `${Math.max(0.5, 100 * share)}%`;
  const parts = [el("bdi", {}, text), el("span", { class: "bar-track" }, bar), el("i", {}, number)];
  return el("li", {}, button(parts, action, { title: `${text}: ${number}`, ...properties }));
}

/** One bar, split: facts, plans, what is only supposed. */
function splitOf(facet) {
  const found = tally(facet);
  if (!found.length) return nothing();
  const parts = found.map(([name, count]) => {
    const part = button("", () => chooseAndLook(facet, name), { class: `part ${name}`, title: `${label(facet, name)}: ${grouped(count)}` });
    part.style.flexGrow = count;
    return part;
  });
  const rows = found.map(([name, count]) => {
    const share = (100 * count) / selected.length;
    const number = el("i", {}, `${grouped(count)} · ${share.toFixed(share < 10 ? 1 : 0)}%`);
    return legendRow(name, [label(facet, name), number], () => chooseAndLook(facet, name));
  });
  return el("div", {}, el("div", { class: "split-bar" }, parts), el("ul", { class: "legend" }, rows));
}

function legendRow(dot, text, action) {
  return el("li", {}, button([el("span", { class: `dot ${dot}` }), text], action));
}

function columnsOf(facet, width) {
  const most = Math.max(4, Math.floor(width / 42));
  const found = tally(facet).sort((one, other) => (one[0] < other[0] ? -1 : 1)).slice(-most);
  if (!found.length) return nothing();
  const height = 248;
  const base = height - 24;
  const step = width / found.length;
  const top = Math.max(...found.map(([, count]) => count));
  const columns = found.map(([name, count], at) => {
    const choose = () => chooseAndLook(facet, name);
    const size = ((base - 22) * count) / top;
    return column(name, grouped(count), at * step, step, base, size, choose);
  });
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart", role: "img", "aria-label": t(`page.chart.${facet}`) },
    svg("line", { class: "axis", x1: 0, x2: width, y1: base + 0.5, y2: base + 0.5 }), columns);
}

function column(name, number, left, step, base, size, action) {
  const wide = Math.min(46, step * 0.68);
  const middle = left + step / 2;
  return svg("g", { class: "pick", tabindex: "0", role: "button", onclick: action, onkeydown: onEnter(action) },
    svg("title", {}, `${name}: ${number}`),
    svg("rect", { class: "hit", x: left, y: 0, width: step, height: base + 24 }),
    svg("rect", { class: "column", x: middle - wide / 2, y: base - size, width: wide, height: size, rx: 2 }),
    svg("text", { x: middle, y: base - size - 6, "text-anchor": "middle" }, number),
    svg("text", { class: "axis-text", x: middle, y: base + 18, "text-anchor": "middle" }, name));
}

// ---------------------------------------------------------------- a metric by city and year

function seriesPanel() {
  const found = seriesInSight();
  if (!found.includes(series)) series = found[0] ?? -1;
  return panel("page.chart.series", seriesChart(chartWidth(true)), "wide", seriesPicker(found));
}

/** The metrics that most cities and years have a figure of, among the selected claims; those of several years first. */
function seriesInSight() {
  const cells = new Map();
  for (const at of selected) {
    const number = CLAIMS.series[at];
    if (number < 0 || !yearOf(at)) continue;
    if (!cells.has(number)) cells.set(number, { cells: new Set(), years: new Set() });
    cells.get(number).cells.add(`${CLAIMS.city[at]} ${yearOf(at)}`);
    cells.get(number).years.add(yearOf(at));
  }
  const order = ([one, first], [other, second]) =>
    (second.years.size > 1) - (first.years.size > 1) || second.cells.size - first.cells.size || one - other;
  return [...cells].sort(order).slice(0, SERIES).map(([number]) => number);
}

function seriesPicker(found) {
  if (!found.length) return null;
  const choose = (event) => {
    series = Number(event.target.value);
    drawOverview();
  };
  const options = found.map((number) => el("option", { value: number, selected: number === series }, DATA.series[number].label));
  return el("select", { id: "series", "aria-label": t("page.chart.series"), onchange: choose }, options);
}

/** The figures of the series by city, those with the most first, each city's by year and the surest first. */
function seriesPoints() {
  const cities = new Map();
  for (const at of selected) {
    if (series < 0 || CLAIMS.series[at] !== series || !yearOf(at)) continue;
    const city = field("city", at);
    if (!cities.has(city)) cities.set(city, []);
    cities.get(city).push({ at, year: Number(yearOf(at)), value: CLAIMS.amount[at], plan: field("modality", at) !== "fact" });
  }
  for (const points of cities.values()) {
    points.sort((one, other) => one.year - other.year || CLAIMS.score[other.at] - CLAIMS.score[one.at]);
  }
  const order = (one, other) => other[1].length - one[1].length || (one[0] < other[0] ? -1 : 1);
  return [...cities].sort(order).slice(0, CITIES);
}

function seriesChart(width) {
  const cities = seriesPoints();
  const points = cities.flatMap(([, list]) => list);
  if (!points.length) return nothing();
  if (new Set(points.map((point) => point.year)).size === 1) return seriesBars(cities);
  const scale = scaleOf(points, width, width > 600 ? 320 : 250);
  const { label: text } = DATA.series[series];
  const lines = cities.map(([city, list], number) => cityLine(city, list, number, scale));
  const legend = cities.map(([city], number) => legendRow(`city-${number}`, city, () => chooseAndLook("city", city)));
  return el("div", {},
    svg("svg", { viewBox: `0 0 ${width} ${scale.height}`, class: "chart", role: "img", "aria-label": text }, gridOf(scale), lines),
    el("ul", { class: "legend" }, legend));
}

/** Where years and values stand: x and y in pixels, and the round numbers beside the chart. */
function scaleOf(points, width, height) {
  const [left, right, top, bottom] = [66, 12, 20, 30];
  const years = points.map((point) => point.year);
  const values = points.map((point) => point.value);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const ticks = ticksOf(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [Math.min(...ticks, ...values), Math.max(...ticks, ...values)];
  return {
    width, height, left, right, first, last, ticks,
    x: (year) => left + 14 + ((year - first) / (last - first)) * (width - left - right - 28),
    y: (value) => top + (1 - (value - low) / (high - low || 1)) * (height - top - bottom),
  };
}

function gridOf(scale) {
  const { left, right, width, height, first, last } = scale;
  const beside = (tick) => svg("text", { class: "axis-text", x: left - 8, y: scale.y(tick) + 4, "text-anchor": "end" }, short(tick));
  const line = (tick) => svg("line", { class: tick === 0 ? "axis" : "grid", x1: left, x2: width - right, y1: scale.y(tick), y2: scale.y(tick) });
  const years = [];
  const every = Math.ceil(((last - first + 1) * 46) / width);
  for (let year = first; year <= last; year += every) {
    years.push(svg("text", { class: "axis-text", x: scale.x(year), y: height - 8, "text-anchor": "middle" }, String(year)));
  }
  const unit = svg("text", { class: "axis-text", x: left - 8, y: 10, "text-anchor": "end" }, unitText(DATA.series[series].unit));
  return [unit, scale.ticks.map((tick) => [line(tick), beside(tick)]), years];
}

/** A line through the surest figure of each year, and a dot for every figure; hollow where it is a plan. */
function cityLine(city, list, number, scale) {
  const surest = list.filter((point, at) => at === 0 || list[at - 1].year !== point.year);
  const corners = surest.map((point) => `${scale.x(point.year).toFixed(1)} ${scale.y(point.value).toFixed(1)}`);
  return svg("g", { class: `city-${number}` }, svg("path", { class: "line", d: `M${corners.join("L")}` }), list.map((point) => dot(city, point, scale)));
}

function dot(city, point, scale) {
  const show = () => open(point.at);
  const place = { cx: scale.x(point.year), cy: scale.y(point.value), r: 4.5 };
  const text = `${city} ${point.year}: ${short(point.value)}${unitText(DATA.series[series].unit)}`;
  return svg("circle", { class: `point${point.plan ? " plan" : ""}`, tabindex: "0", role: "button", ...place, onclick: show, onkeydown: onEnter(show) },
    svg("title", {}, text));
}

/** The figures of a single year: a bar for the surest of each city. */
function seriesBars(cities) {
  const unit = unitText(DATA.series[series].unit);
  const surest = cities.map(([city, list]) => [city, list[0]]).sort((one, other) => other[1].value - one[1].value);
  const top = Math.max(...surest.map(([, point]) => Math.abs(point.value))) || 1;
  const bars = surest.map(([city, point]) =>
    barRow(`${city} ${point.year}`, Math.abs(point.value) / top, short(point.value) + unit, () => open(point.at)));
  return el("ul", { class: "bars tall" }, bars);
}

/** Round numbers from one value to another, four or five of them. */
function ticksOf(low, high) {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => size >= rough);
  const ticks = [];
  for (let at = Math.ceil(low / step); at <= Math.ceil(high / step - 1e-9); at += 1) ticks.push(at * step);
  return ticks;
}
