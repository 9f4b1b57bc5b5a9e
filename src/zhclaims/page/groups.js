// Claims that contradict each other, claims that are repeated, and what the doubtful ones lack.
const GROUPS_SHOWN = 60;
const WITNESSES = 6;
let groupsShown = GROUPS_SHOWN;

function groupsInSight() {
  if (!anyChosen()) return DATA.groups;
  const sight = new Set(selected);
  return DATA.groups.filter((group) => group.variants.some((variant) => variant.some((at) => sight.has(at))));
}

function drawConflicts() {
  const groups = groupsInSight();
  fill($("view-conflicts"),
    groupSection("conflicts", groups.filter((group) => group.conflict)),
    groupSection("repeated", groups.filter((group) => !group.conflict)));
}

function groupSection(name, groups) {
  const head = [
    el("h2", {}, t(`page.${name}`), el("i", {}, grouped(groups.length))),
    el("p", { class: "lead" }, t(`page.${name}.lead`)),
  ];
  if (!groups.length) return [head, el("p", { class: "empty" }, t(`page.${name}.none`))];
  const left = groups.length - groupsShown;
  return [head, el("div", { class: "groups" }, groups.slice(0, groupsShown).map(drawGroup)), left > 0 ? moreGroups(left) : null];
}

function moreGroups(left) {
  const more = () => {
    groupsShown += GROUPS_SHOWN;
    drawConflicts();
  };
  return button(t("page.more", { count: left }), more, { class: "more" });
}

function drawGroup(group) {
  const when = [timeText(group.time), group.modality === "fact" ? "" : named("modality", group.modality)];
  return el("article", { class: `group ${group.conflict ? "conflict" : "repeated"}` },
    el("h3", {}, el("bdi", {}, group.who), el("bdi", {}, group.what), el("span", {}, when.filter(Boolean).join(" · "))),
    group.variants.map(drawVariant));
}

function drawVariant(variant) {
  const first = variant.slice(0, WITNESSES).map((at, number) => witness(at, variant, number));
  return el("div", { class: "variant" },
    el("b", {}, el("bdi", {}, figureText(variant[0]))),
    el("ol", {}, first, variant.length > WITNESSES ? moreWitnesses(variant) : null));
}

function moreWitnesses(variant) {
  const rest = variant.slice(WITNESSES);
  const all = () => item.replaceWith(...rest.map((at, number) => witness(at, variant, number + WITNESSES)));
  const item = el("li", {}, button(t("page.more", { count: rest.length }), all, { class: "plain" }));
  return item;
}

/** Who says it: date, publisher and title, the speaker, and the figure where it is written in another way. */
function witness(at, variant, number) {
  const article = articleOf(at);
  const first = number === 0 && variant.length > 1;
  const other = figureText(at) === figureText(variant[0]) ? "" : figureText(at);
  const source = field("source", at);
  const parts = [
    el("time", {}, article.published || "–"),
    el("span", {},
      el("bdi", {}, [article.publisher, article.title || article.path].filter(Boolean).join(" · ")),
      first ? el("span", { class: "tag first" }, t("page.first")) : null,
      source ? el("small", {}, el("bdi", {}, source)) : null),
    other ? el("i", {}, el("bdi", {}, other)) : null,
  ];
  return el("li", {}, button(parts, () => open(at), { "data-at": at }));
}

/** Above the doubtful claims: each doubt, how many claims have it, and what to check. */
function drawDoubts() {
  const box = $("doubts");
  box.hidden = state.tab !== "doubts";
  if (box.hidden) return;
  const { names } = facetIndex.get("flag");
  const counts = facetCounts.get("flag");
  const chosen = state.chosen.get("flag");
  const order = [...names.keys()].filter((number) => counts[number] || chosen.has(names[number]));
  order.sort((one, other) => counts[other] - counts[one]);
  const items = order.map((number) => el("li", {}, doubtButton(names[number], counts[number])));
  fill(box, el("p", { class: "lead" }, t("page.doubts.lead")), el("ul", {}, items));
}

function doubtButton(flag, count) {
  const parts = [el("b", {}, grouped(count)), el("span", {}, named("flag", flag))];
  return button(parts, () => toggle("flag", flag), { "aria-pressed": state.chosen.get("flag").has(flag) });
}
