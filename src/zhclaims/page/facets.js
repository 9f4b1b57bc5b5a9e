// The filters beside the table, and the chips that show which are set.
const SHOWN = 8;
const expanded = new Set();
const narrowed = new Map();

function drawFacets() {
  const focused = document.activeElement?.dataset?.facet;
  fill($("facets"), 
    el("div", { class: "facets-head" },
      el("b", {}, t("page.filters")),
      anyChosen() ? el("button", { type: "button", class: "plain", onclick: clearAll }, t("page.clear")) : null,
      el("button", { type: "button", class: "plain only-narrow", onclick: () => document.body.classList.remove("facets-open") }, t("page.close"))),
    ...FACETS.map(drawFacet));
  if (focused) $("facets").querySelector(`input[data-facet="${focused}"]`)?.focus();
}

function drawFacet(name) {
  const { names } = facetIndex.get(name);
  const counts = facetCounts.get(name);
  const chosen = state.chosen.get(name);
  if (names.length < 2 && !chosen.size) return null;
  const wanted = fold(narrowed.get(name) ?? "");
  const order = names.map((_, number) => number).filter((number) => chosen.has(names[number]) || (counts[number] && fold(label(name, names[number])).includes(wanted)));
  order.sort((one, other) => chosen.has(names[other]) - chosen.has(names[one]) || counts[other] - counts[one] || (names[one] < names[other] ? -1 : 1));
  const shown = expanded.has(name) ? order.slice(0, 200) : order.slice(0, SHOWN);
  const most = Math.max(1, ...order.slice(0, 1).map((number) => counts[number]), ...shown.map((number) => counts[number]));
  return el("details", { open: true, class: "facet" },
    el("summary", {}, t(`page.facet.${name}`)),
    names.length > SHOWN * 2 ? el("input", { type: "search", class: "narrow", "data-facet": name, value: narrowed.get(name) ?? "", placeholder: t("page.narrow"), "aria-label": t("page.narrow"), oninput: (event) => { narrowed.set(name, event.target.value); drawFacets(); const input = $("facets").querySelector(`input[data-facet="${name}"]`); input.setSelectionRange(input.value.length, input.value.length); } }) : null,
    el("ul", {}, shown.map((number) => facetItem(name, names[number], counts[number], most, chosen))),
    order.length > SHOWN ? el("button", { type: "button", class: "plain", onclick: () => { expanded.has(name) ? expanded.delete(name) : expanded.add(name); drawFacets(); } }, expanded.has(name) ? t("page.fewer") : t("page.more", { count: order.length - SHOWN })) : null);
}

function facetItem(name, value, count, most, chosen) {
  const share = el("span", { class: "share" });
  share.style.width = `${(100 * count) / most}%`;
  return el("li", {}, el("label", { class: chosen.has(value) ? "on" : null },
    el("input", { type: "checkbox", checked: chosen.has(value), "data-value": value, onchange: () => toggle(name, value) }),
    share,
    el("bdi", { title: value }, label(name, value)), el("i", {}, grouped(count))));
}

function label(name, value) {
  if (name === "flag") return value;
  return named(name, value);
}

function anyChosen() {
  return state.query !== "" || [...state.chosen.values()].some((values) => values.size);
}

function toggle(name, value) {
  const chosen = state.chosen.get(name);
  chosen.has(value) ? chosen.delete(value) : chosen.add(value);
  update();
}

function clearAll() {
  state.query = "";
  for (const values of state.chosen.values()) values.clear();
  update();
}

function drawChips() {
  const chips = [];
  for (const [name, values] of state.chosen) {
    for (const value of values) {
      chips.push(el("button", { type: "button", class: "chip", onclick: () => toggle(name, value), "aria-label": `${t("page.remove")} ${value}` },
        el("span", {}, t(`page.facet.${name}`)), el("bdi", {}, label(name, value)), el("i", { "aria-hidden": "true" }, "×")));
    }
  }
  fill($("chips"), ...chips);
  $("count").textContent = selected.length === COUNT ? t("page.count.all", { count: grouped(COUNT) }) : t("page.count.some", { count: grouped(selected.length), all: grouped(COUNT) });
  if ($("search").value !== state.query) $("search").value = state.query;
}
