// The page: which tab is shown, the keys, language and theme.
const THEMES = ["auto", "light", "dark"];
const KEYS = [["/", "search"], ["j k ↑ ↓", "move"], ["Enter", "open"], ["Esc", "close"], ["1 2 3 4", "tabs"], ["s", "score"], ["l", "language"], ["t", "theme"], ["p", "print"], ["?", "keys"]];

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
  if (table) { drawHead(); moveTo(cursor); if (!selected.length) drawRows(); }
  drawPane();
  toAddress();
}

function drawTabs() {
  fill($("tabs"), ...TABS.map((name, number) => el("button", { type: "button", role: "tab", "aria-selected": state.tab === name, "data-tab": name, title: String(number + 1), onclick: () => show(name) },
    t(`page.tab.${name}`), name === "conflicts" ? el("i", {}, grouped(DATA.groups.filter((group) => group.conflict).length)) : null)));
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
  $("about").textContent = [t("page.about", { articles: grouped(DATA.meta.articles) }), DATA.meta.finished, `zhclaims ${DATA.meta.version}`].filter(Boolean).join(" · ");
  setTheme(document.documentElement.dataset.theme);
}

function setTheme(next) {
  document.documentElement.dataset.theme = next;
  $("theme").textContent = { auto: "◐", light: "☀", dark: "☾" }[next];
  $("theme").title = `${t("page.theme")}: ${t(`page.theme.${next}`)}`;
  remember("theme", next);
}

function showKeys() {
  fill($("keys"), el("h2", {}, t("page.keys")), el("dl", {}, KEYS.map(([key, name]) => [el("dt", {}, key.split(" ").map((one) => el("kbd", {}, one))), el("dd", {}, t(`page.key.${name}`))])),
    el("button", { type: "button", onclick: () => $("keys").close() }, t("page.close")));
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
  if (event.key === "Escape") { escape(event); return; }
  const target = event.target;
  if (target.matches("input, select, textarea") || (event.key === "Enter" && target.matches("button, a, summary, [role=button]"))) return;
  const moves = event.key.startsWith("Arrow") || event.key.startsWith("Page") || event.key === "Home" || event.key === "End";
  if (!ON_KEY[event.key] || (moves && (state.tab === "overview" || state.tab === "conflicts" || target.closest(".pane, .facets")))) return;
  event.preventDefault();
  ON_KEY[event.key]();
}

function escape(event) {
  if (event.target === $("search") && state.query) { state.query = ""; update(); return; }
  if (event.target.matches("input")) { event.target.blur(); return; }
  if (document.body.classList.contains("facets-open")) document.body.classList.remove("facets-open");
  else if (state.open >= 0) closePane();
}

function listen() {
  document.addEventListener("keydown", onKey);
  $("language").addEventListener("click", ON_KEY.l);
  $("theme").addEventListener("click", ON_KEY.t);
  $("help").addEventListener("click", showKeys);
  $("facets-open").addEventListener("click", () => document.body.classList.toggle("facets-open"));
  $("scroll").addEventListener("scroll", () => requestAnimationFrame(drawRows), { passive: true });
  addEventListener("resize", () => { if (state.tab === "overview") drawOverview(); else if (!$("view-claims").hidden) drawRows(); });
  addEventListener("hashchange", () => { fromAddress(); update(); });
  addEventListener("beforeprint", fillPrint);
  addEventListener("afterprint", () => fill($("print")));
  let waiting = 0;
  $("search").addEventListener("input", (event) => {
    state.query = event.target.value;
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (state.query && state.tab === "overview") state.tab = "claims"; update(); }, 90);
  });
}

function start() {
  const wished = DATA.meta.language || remembered("language") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  document.documentElement.dataset.theme = THEMES.includes(remembered("theme")) ? remembered("theme") : "auto";
  setLanguage(wished === "en" ? "en" : "zh");
  listen();
  fromAddress();
  update();
  document.documentElement.dataset.ready = "yes";
}

start();
