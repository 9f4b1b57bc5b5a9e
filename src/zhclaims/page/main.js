// The page: which tab is shown, the keys, language and theme.
const THEMES = ["auto", "light", "dark"];
const KEYS = {
  "/": "search", "j k ↑ ↓": "move", Enter: "open", Esc: "close", "1 2 3 4": "tabs", s: "score", l: "language", t: "theme", p: "print", "?": "keys",
};

/** Look again after search, filters, order or tab have changed. */
function update() {
  refresh();
  cursor = Math.max(0, placeOf(state.open));
  $("scroll").scrollTop = 0;
  draw();
}

function draw() {
  const table = state.tab === "claims" || state.tab === "doubts";
  document.body.dataset.tab = state.tab;
  $("view-overview").hidden = state.tab !== "overview";
  $("view-claims").hidden = !table;
  $("view-conflicts").hidden = state.tab !== "conflicts";
  drawTabs();
  drawFacets();
  drawChips();
  drawDoubts();
  if (state.tab === "overview") drawOverview();
  if (state.tab === "conflicts") drawConflicts();
  if (table) {
    drawHead();
    moveTo(cursor);
    if (!selected.length) drawRows();
  }
  drawPane();
  toAddress();
}

function drawTabs() {
  const conflicts = DATA.groups.filter((group) => group.conflict).length;
  fill($("tabs"), TABS.map((name, number) => {
    const badge = name === "conflicts" ? el("i", {}, grouped(conflicts)) : null;
    const told = { role: "tab", "aria-selected": state.tab === name, "data-tab": name, title: String(number + 1) };
    return button([t(`page.tab.${name}`), badge], () => show(name), told);
  }));
}

function show(tab) {
  state.tab = tab;
  state.sort = "";
  document.body.classList.remove("facets-open");
  update();
}

function setLanguage(next) {
  language = next;
  document.documentElement.lang = next === "zh" ? "zh" : "en";
  remember("language", next);
  translate(document);
  $("language").textContent = next === "zh" ? "EN" : "中文";
  const about = [t("page.about", { articles: grouped(DATA.meta.articles) }), DATA.meta.finished, `zhclaims ${DATA.meta.version}`];
  $("about").textContent = about.filter(Boolean).join(" · ");
  setTheme(document.documentElement.dataset.theme);
}

function setTheme(next) {
  document.documentElement.dataset.theme = next;
  $("theme").textContent = { auto: "◐", light: "☀", dark: "☾" }[next];
  $("theme").title = `${t("page.theme")}: ${t(`page.theme.${next}`)}`;
  remember("theme", next);
}

function showKeys() {
  const rows = Object.entries(KEYS).map(([keys, name]) => [
    el("dt", {}, keys.split(" ").map((key) => el("kbd", {}, key))),
    el("dd", {}, t(`page.key.${name}`)),
  ]);
  fill($("keys"), el("h2", {}, t("page.keys")), el("dl", {}, rows), button(t("page.close"), () => $("keys").close()));
  $("keys").showModal();
}

const ON_KEY = {
  "/": () => $("search").focus(),
  "?": showKeys,
  l: () => { setLanguage(language === "zh" ? "en" : "zh"); draw(); },
  t: () => setTheme(THEMES[(THEMES.indexOf(document.documentElement.dataset.theme) + 1) % THEMES.length]),
  p: () => window.print(),
  s: () => { show("claims"); sortBy("score"); },
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  PageDown: () => step(15), PageUp: () => step(-15), Home: () => step(-Infinity), End: () => step(Infinity),
  Enter: () => { if (selected.length) open(selected[cursor]); },
};
for (const [number, tab] of TABS.entries()) ON_KEY[number + 1] = () => show(tab);

/** Move in the table, and take the open claim along. */
function step(by) {
  if (state.tab !== "claims" && state.tab !== "doubts") return;
  moveTo(cursor + by);
  if (state.open >= 0 && selected.length) open(selected[cursor]);
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("keys").open) return;
  if (event.key === "Escape") {
    escape(event);
    return;
  }
  const target = event.target;
  if (event.key === "Enter" && target === $("search")) target.blur();
  if (!ON_KEY[event.key] || target.matches("input, select, textarea")) return;
  if (event.key === "Enter" && target.matches("button, a, summary, [role=button]")) return;
  const moves = /^(?:Arrow|Page|Home|End)/.test(event.key);
  if (moves && (state.tab === "overview" || state.tab === "conflicts" || target.closest(".pane, .facets"))) return;
  event.preventDefault();
  ON_KEY[event.key]();
}

/** Empty the search, leave it, or close what is open: one at a time. */
function escape(event) {
  if (event.target === $("search") && state.query) {
    state.query = "";
    update();
  } else if (event.target.matches("input")) event.target.blur();
  else if (document.body.classList.contains("facets-open")) document.body.classList.remove("facets-open");
  else if (state.open >= 0) closePane();
}

function listen() {
  document.addEventListener("keydown", onKey);
  $("language").addEventListener("click", ON_KEY.l);
  $("theme").addEventListener("click", ON_KEY.t);
  $("help").addEventListener("click", showKeys);
  $("facets-open").addEventListener("click", () => document.body.classList.toggle("facets-open"));
  $("scroll").addEventListener("scroll", () => requestAnimationFrame(drawRows), { passive: true });
  addEventListener("resize", drawAgain);
  addEventListener("hashchange", () => { fromAddress(); update(); });
  addEventListener("beforeprint", fillPrint);
  addEventListener("afterprint", () => fill($("print")));
  $("search").addEventListener("input", onSearch);
}

let waiting = 0;

/** Search as it is typed, once the typing pauses. */
function onSearch(event) {
  state.query = event.target.value;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (state.query && state.tab === "overview") state.tab = "claims";
    update();
  }, 90);
}

/** What depends on the size of the window. */
function drawAgain() {
  if (state.tab === "overview") drawOverview();
  else if (!$("view-claims").hidden) drawRows();
}

function start() {
  const spoken = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
  const wished = DATA.meta.language || remembered("language") || spoken;
  document.documentElement.dataset.theme = THEMES.includes(remembered("theme")) ? remembered("theme") : "auto";
  setLanguage(wished === "en" ? "en" : "zh");
  listen();
  fromAddress();
  update();
  document.documentElement.dataset.ready = "yes";
}

start();
