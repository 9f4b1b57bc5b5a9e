// What goes on paper: the overview, the conflicts, and the selected claims as a plain table.
const PRINTED = 1000;

function fillPrint() {
  drawOverview();
  drawConflicts();
  const conflicts = groupsInSight().filter((group) => group.conflict);
  const rows = Array.from(selected.slice(0, PRINTED), (at) => el("tr", {},
    ["value", "subject", "metric", "city", "time", "source", "modality", "score"].map((name) => el("td", {}, printed(name, at))),
    el("td", { class: "p-sentence" }, el("bdi", {}, evidence(at).slice(0, 600)), el("small", {}, ` ${articleOf(at).title || articleOf(at).path}`))));
  fill($("print"), 
    el("h1", {}, $("title").textContent), el("p", {}, `${$("about").textContent} · ${$("count").textContent}`),
    $("view-overview").querySelector(".tiles").cloneNode(true), $("view-overview").querySelector(".charts").cloneNode(true),
    conflicts.length ? el("h2", {}, t("page.conflicts")) : null, conflicts.length ? el("div", { class: "groups" }, conflicts.slice(0, GROUPS_SHOWN).map(drawGroup)) : null,
    el("h2", {}, t("page.tab.claims")),
    el("table", {}, el("thead", {}, el("tr", {}, [...COLUMNS].map((name) => el("th", {}, t(`page.column.${name}`))))), el("tbody", {}, rows)),
    selected.length > PRINTED ? el("p", {}, t("page.printed", { count: grouped(PRINTED), all: grouped(selected.length) })) : "");
}

function printed(name, at) {
  if (name === "value") return `${comparatorOf(at)}${valueText(at).slice(0, 200)}`;
  if (name === "score") return CLAIMS.score[at].toFixed(2);
  return name === "modality" ? named("modality", field("modality", at)) : cellText(name, at);
}
