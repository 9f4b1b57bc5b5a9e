// Elements are made from text, never from HTML: nothing in an article can become markup.
const SVG = "http://www.w3.org/2000/svg";

function $(id) {
  return document.getElementById(id);
}

function dress(node, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-")) node.setAttribute(name, String(value));
    else if (value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  const given = [children].flat(Infinity);
  node.append(...given.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function el(tag, properties, ...children) {
  return dress(document.createElement(tag), properties, children);
}

/** Put children into an element, in place of what it has. */
function fill(node, ...children) {
  node.replaceChildren();
  return dress(node, null, children);
}

function svg(tag, properties, ...children) {
  return dress(document.createElementNS(SVG, tag), properties, children);
}

function button(content, onclick, properties) {
  return el("button", { type: "button", onclick, ...properties }, content);
}

/** What Enter and Space do on an element that acts as a button. */
function onEnter(action) {
  return (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
}

/** The words of the interface in the language that is set. */
let language = "zh";

function t(key, values) {
  const text = DATA.words[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values?.[name] ?? "");
}

/** The name of a value such as plan or money; the value itself where it has none. */
function named(column, value) {
  return DATA.words[language][`${column}.${value}`] ?? value;
}

function translate(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-title]")) node.title = t(node.dataset.title);
  for (const node of root.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of root.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
}

function grouped(number) {
  return number.toLocaleString("en-US", { maximumFractionDigits: 10 });
}

const STEPS = {
  zh: [[1e12, 1e12, "万亿"], [1e8, 1e8, "亿"], [1e4, 1e4, "万"]],
  en: [[1e12, 1e12, "T"], [1e9, 1e9, "B"], [1e6, 1e6, "M"], [1e4, 1e3, "K"]],
};

/** A number with 万 and 亿, or K, M and B: 1.37M. */
function short(number) {
  const [, scale, word] = STEPS[language].find(([least]) => Math.abs(number) >= least) ?? [0, 1, ""];
  return (number / scale).toLocaleString("en-US", { maximumFractionDigits: 2 }) + word;
}

/** A time as people write it: 2024-01–2024-03, –2027 for until 2027. */
function timeText(time) {
  return time.replace("/", "–");
}

function unitText(unit) {
  return unit === "pp" ? t("page.points") : DATA.units[unit] ?? (unit === "1" ? "" : unit);
}

/** What the page remembers between visits; nothing where the browser forbids it. */
function remembered(name) {
  try { return localStorage.getItem(`zhclaims.${name}`); } catch { return null; }
}

function remember(name, value) {
  try { localStorage.setItem(`zhclaims.${name}`, value); } catch { /* private mode, or a file: the page works without */ }
}
