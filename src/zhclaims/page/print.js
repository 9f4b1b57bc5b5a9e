// What goes on paper: the overview, the conflicts, and the selected claims as a plain table.
const PRINTED = 1000;

function fillPrint() {
  drawOverview();
  const overview = $("view-overview");
  const conflicts = groupsInSight().filter((group) => group.conflict).slice(0, GROUPS_SHOWN);
  fill($("print"),
    el("h1", {}, $("title").textContent),
    el("p", {}, `${$("about").textContent} · ${$("count").textContent}`),
    [...overview.children].map((part) => part.cloneNode(true)),
    conflicts.length ? [el("h2", {}, t("page.conflicts")), el("div", { class: "groups" }, conflicts.map(drawGroup))] : null,
    el("h2", {}, t("page.tab.claims")),
    el("table", {},
      el("thead", {}, el("tr", {}, COLUMNS.map((name) => el("th", {}, t(`page.column.${name}`))))),
      el("tbody", {}, Array.from(selected.slice(0, PRINTED), printedRow))),
    selected.length > PRINTED ? el("p", {}, t("page.printed", { count: grouped(PRINTED), all: grouped(selected.length) })) : null);
}

function printedRow(at) {
  const article = el("small", {}, ` ${articleOf(at).title || articleOf(at).path}`);
  const sentence = el("td", { class: "p-sentence" }, el("bdi", {}, evidence(at).slice(0, 600)), article);
  return el("tr", {}, COLUMNS.slice(0, -1).map((name) => el("td", {}, el("bdi", {}, printedText(name, at)))), sentence);
}

function printedText(name, at) {
  if (name === "value") return figureText(at).slice(0, 200);
  if (name === "score") return CLAIMS.score[at].toFixed(2);
  return name === "modality" ? named(name, field(name, at)) : cellText(name, at);
}
