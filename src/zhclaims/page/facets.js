// The filters beside the table, and the chips that show which are set.
const SHOWN = 8;
const MOST_SHOWN = 200;
const expanded = new Set();
const narrowed = new Map();

function drawFacets() {
  const focused = document.activeElement?.dataset?.facet;
  const close = () => document.body.classList.remove("facets-open");
  fill($("facets"),
    el("div", { class: "facets-head" },
      el("b", {}, t("page.filters")),
      anyChosen() ? button(t("page.clear"), clearAll, { class: "plain" }) : null,
      button(t("page.close"), close, { class: "plain only-narrow" })),
    FACETS.map(drawFacet));
  if (focused) $("facets").querySelector(`input[data-facet="${focused}"]`)?.focus();
}

function drawFacet(name) {
  const { names } = facetIndex.get(name);
  const counts = facetCounts.get(name);
  const chosen = state.chosen.get(name);
  if (names.length < 2 && !chosen.size) return null;
  const order = facetOrder(name, names, counts, chosen);
  const shown = order.slice(0, expanded.has(name) ? MOST_SHOWN : SHOWN);
  const most = Math.max(1, ...shown.map((number) => counts[number]));
  return el("details", { open: true, class: "facet" },
    el("summary", {}, t(`page.facet.${name}`)),
    names.length > 2 * SHOWN ? narrowBox(name) : null,
    el("ul", {}, shown.map((number) => facetItem(name, names[number], counts[number], most))),
    order.length > SHOWN ? moreButton(name, order.length - SHOWN) : null);
}

/** The values that would give claims and hold what is typed, those that are chosen first. */
function facetOrder(name, names, counts, chosen) {
  const wanted = fold(narrowed.get(name) ?? "");
  const fits = (number) => counts[number] && fold(label(name, names[number])).includes(wanted);
  const order = [...names.keys()].filter((number) => chosen.has(names[number]) || fits(number));
  const before = (one, other) => chosen.has(names[other]) - chosen.has(names[one]) || counts[other] - counts[one];
  return order.sort((one, other) => before(one, other) || (names[one] < names[other] ? -1 : 1));
}

function narrowBox(name) {
  const value = narrowed.get(name) ?? "";
  const text = t("page.narrow");
  return el("input", { type: "search", class: "narrow", "data-facet": name, value, placeholder: text, "aria-label": text, oninput: narrow });
}

function narrow(event) {
  const name = event.target.dataset.facet;
  narrowed.set(name, event.target.value);
  drawFacets();
  const box = $("facets").querySelector(`input[data-facet="${name}"]`);
  box.setSelectionRange(box.value.length, box.value.length);
}

function moreButton(name, left) {
  const turn = () => {
    if (!expanded.delete(name)) expanded.add(name);
    drawFacets();
  };
  return button(expanded.has(name) ? t("page.fewer") : t("page.more", { count: left }), turn, { class: "plain" });
}

function facetItem(name, value, count, most) {
  const on = state.chosen.get(name).has(value);
  const share = el("span", { class: "share" });
  share.style.width = `${(100 * count) / most}%`;
  const box = el("input", { type: "checkbox", checked: on, "data-value": value, onchange: () => toggle(name, value) });
  return el("li", {},
    el("label", { class: on ? "on" : null }, box, share, el("bdi", { title: value }, label(name, value)), el("i", {}, grouped(count))));
}

function label(name, value) {
  return name === "flag" ? value : named(name, value);
}

function anyChosen() {
  return state.query !== "" || [...state.chosen.values()].some((values) => values.size);
}

function toggle(name, value) {
  const chosen = state.chosen.get(name);
  if (!chosen.delete(value)) chosen.add(value);
  update();
}

function clearAll() {
  state.query = "";
  for (const values of state.chosen.values()) values.clear();
  update();
}

function drawChips() {
  const chips = [...state.chosen].flatMap(([name, values]) => [...values].map((value) => chip(name, value)));
  const counts = { count: grouped(selected.length), all: grouped(COUNT) };
  fill($("chips"), chips);
  $("count").textContent = t(selected.length === COUNT ? "page.count.all" : "page.count.some", counts);
  if ($("search").value !== state.query) $("search").value = state.query;
}

function chip(name, value) {
  const parts = [el("span", {}, t(`page.facet.${name}`)), el("bdi", {}, label(name, value)), el("i", { "aria-hidden": "true" }, "×")];
  return button(parts, () => toggle(name, value), { class: "chip", "aria-label": `${t("page.remove")} ${value}` });
}
