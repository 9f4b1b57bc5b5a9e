// Claims that contradict each other, claims that are repeated, and what the doubtful ones lack.
function groupsInSight() {
  if (!anyChosen()) return DATA.groups;
  const sight = new Set(selected);
  return DATA.groups.filter((group) => group.variants.some((variant) => variant.some((at) => sight.has(at))));
}

const GROUPS_SHOWN = 60;
const WITNESSES = 6;
let groupsShown = GROUPS_SHOWN;

function drawConflicts() {
  const groups = groupsInSight();
  const conflicts = groups.filter((group) => group.conflict);
  const repeated = groups.filter((group) => !group.conflict);
  fill($("view-conflicts"), 
    el("h2", {}, t("page.conflicts"), el("i", {}, grouped(conflicts.length))), el("p", { class: "lead" }, t("page.conflicts.lead")),
    ...groupList(conflicts, "page.conflicts.none"),
    el("h2", {}, t("page.repeated"), el("i", {}, grouped(repeated.length))), el("p", { class: "lead" }, t("page.repeated.lead")),
    ...groupList(repeated, "page.repeated.none"));
}

function groupList(groups, none) {
  if (!groups.length) return [el("p", { class: "empty" }, t(none))];
  const left = groups.length - groupsShown;
  const more = el("button", { type: "button", class: "more", onclick: () => { groupsShown += GROUPS_SHOWN; drawConflicts(); } }, t("page.more", { count: left }));
  return [el("div", { class: "groups" }, groups.slice(0, groupsShown).map(drawGroup)), left > 0 ? more : ""];
}

function drawGroup(group) {
  return el("article", { class: `group ${group.conflict ? "conflict" : "repeated"}` },
    el("h3", {}, el("bdi", {}, group.who), el("bdi", {}, group.what), el("span", {}, [timeText(group.time), group.modality === "fact" ? "" : named("modality", group.modality)].filter(Boolean).join(" · "))),
    group.variants.map((variant) => el("div", { class: "variant" },
      el("b", {}, el("bdi", {}, figureText(variant[0]))),
      el("ol", {}, variant.slice(0, WITNESSES).map((at, number) => witness(at, variant, number)), variant.length > WITNESSES ? moreWitnesses(variant) : null))));
}

function moreWitnesses(variant) {
  const rest = variant.slice(WITNESSES);
  const item = el("li", {}, el("button", { type: "button", class: "plain", onclick: () => item.replaceWith(...rest.map((at, number) => witness(at, variant, number + WITNESSES))) }, t("page.more", { count: rest.length })));
  return item;
}

function figureText(at) {
  return comparatorOf(at) + valueText(at);
}

/** Who says it: date, publisher and title, the speaker, and the figure where it is written in another way. */
function witness(at, variant, number) {
  const article = articleOf(at);
  const first = number === 0 && variant.length > 1;
  const other = figureText(at) === figureText(variant[0]) ? "" : figureText(at);
  return el("li", {}, el("button", { type: "button", "data-at": at, onclick: () => open(at) },
    el("time", {}, article.published || "–"),
    el("span", {}, el("bdi", {}, [article.publisher, article.title || article.path].filter(Boolean).join(" · ")),
      first ? el("span", { class: "tag first" }, t("page.first")) : null,
      field("source", at) ? el("small", {}, el("bdi", {}, field("source", at))) : null),
    other ? el("i", {}, el("bdi", {}, other)) : null));
}

/** Above the doubtful claims: each doubt, how many claims have it, and what to check. */
function drawDoubts() {
  const box = $("doubts");
  box.hidden = state.tab !== "doubts";
  if (box.hidden) return;
  const { names } = facetIndex.get("flag");
  const counts = facetCounts.get("flag");
  const chosen = state.chosen.get("flag");
  const order = names.map((_, number) => number).filter((number) => counts[number] || chosen.has(names[number])).sort((one, other) => counts[other] - counts[one]);
  const items = order.map((number) => el("li", {}, doubtButton(names[number], counts[number], chosen)));
  fill(box, el("p", { class: "lead" }, t("page.doubts.lead")), el("ul", {}, items));
}

function doubtButton(flag, count, chosen) {
  return el("button", { type: "button", "aria-pressed": chosen.has(flag), onclick: () => toggle("flag", flag) },
    el("b", {}, grouped(count)), el("span", {}, named("flag", flag)));
}
