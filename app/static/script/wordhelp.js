// Word help: a rendering under each word. It is on where an answer asks for it, until somebody switches it; then as
// they said, here and on every later visit. In the viewer it is asked for section by section, as it is seen.
import { keeping, made, page, store, stored } from "./common.js";
import { followViewer } from "./viewer.js";

const KEY = "pykala-wordhelp";
let chosen = stored("local", KEY); // by hand
const isOn = (help) => (chosen ?? help.dataset.help) === "on";

// Shows or hides the help of what stands around a switch.
function turn(help, around, on) {
  around.classList.toggle("helped", on);
  help.querySelector(".help-switch").setAttribute("aria-pressed", String(on));
  help.querySelector(".help-note").hidden = !on;
}

export function drawWordHelp() {
  for (const help of document.querySelectorAll(":is(.turn, .tour) .wordhelp"))
    turn(help, help.closest(".turn, .tour"), isOn(help));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".help-switch");
  if (!button) return;
  chosen = button.getAttribute("aria-pressed") === "true" ? "off" : "on";
  store("local", KEY, chosen);
  drawWordHelp();
  followViewer();
});

// The viewer: the document's own text is not touched, words are put into ruby where they stand.

let drawn = null; // the panel whose help is drawn
let watcher = null;
let asked = new Map(); // sections to what was asked of them, for one panel and one language

// The paragraphs of a panel with the section that each stands in, and which of its paragraphs it is.
function paragraphs(panel) {
  const found = new Map();
  let [section, at] = [null, 0];
  for (const one of panel.querySelector(".text")?.children ?? []) {
    if (one.id.startsWith("section-")) [section, at] = [one.id.replace("section-", ""), 0];
    else if (section && !one.matches(".leaf")) found.set(one, { section, at: at++ });
  }
  return found;
}

const languageOf = (one) => one.closest("[lang]").lang;
function words(panel, section, from, to) {
  if (!asked.has(section)) {
    const doc = new URLSearchParams(panel.dataset.place).get("doc");
    const query = new URLSearchParams({ doc, section, from, to, of: panel.querySelector(".wordhelp").dataset.of });
    const answer = fetch(`words?${query}`).then((found) => (found.ok ? found.json() : []));
    asked.set(section, answer.catch(() => []));
  }
  return asked.get(section);
}

// Puts each word into ruby, the last one first, so that the offsets of those before it hold.
function put(paragraph, renderings, to) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(), start = 0; node; node = walker.nextNode()) {
    texts.push({ node, start, end: start + node.length });
    start += node.length;
  }
  for (const [start, end, rendering] of renderings.toReversed()) {
    const held = texts.find((text) => text.start <= start && end <= text.end);
    if (!held) continue; // a page begins inside the word
    // What closes the word stays at it, where a rendering is wider than the word.
    const closes = held.node.data.slice(end - held.start).match(/^[,.;:!?)\]”’»]+/)?.[0].length ?? 0;
    held.node.splitText(end + closes - held.start);
    const word = held.node.splitText(start - held.start);
    const ruby = document.createElement("ruby");
    word.replaceWith(ruby);
    ruby.append(word, made(`<rt lang="${to}" aria-hidden="true"></rt>`));
    ruby.lastChild.dataset.word = rendering;
    if (/\s$/.test(held.node.data)) ruby.before(document.createElement("wbr"));
  }
}

function scroller(panel) {
  const around = panel.closest("#reader");
  return getComputedStyle(around).overflowY === "auto" ? around : null;
}

// Draws the help of a panel as it is switched, for the answer's reader where an answer led here.
export function drawViewerHelp(panel, answered) {
  const help = panel.querySelector(".wordhelp");
  if (!help) return;
  const to = answered?.dataset.to ?? page.language;
  const all = paragraphs(panel);
  help.hidden = ![...all.keys()].some((paragraph) => languageOf(paragraph) !== to);
  help.dataset.help = answered?.dataset.help ?? "off";
  if (drawn !== panel || help.dataset.to !== to) {
    drawn = panel;
    help.dataset.to = to;
    asked = new Map();
    watcher?.disconnect();
    watcher = null;
    for (const ruby of panel.querySelectorAll(".text ruby")) ruby.replaceWith(ruby.firstChild);
  }
  const on = !help.hidden && isOn(help);
  // What is shown stays where it is while the lines around it move apart or together.
  const isSeen = (one) => one.getBoundingClientRect().bottom > window.innerHeight / 2;
  const middle = [...panel.querySelectorAll(".text > *")].find(isSeen);
  if (on !== panel.classList.contains("helped"))
    keeping(middle, () => turn(help, panel, on), () => scroller(panel) ?? window);
  if (!on || watcher) return;
  const shown = async (entries) => {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      watcher.unobserve(target);
      const { section, at } = all.get(target);
      const found = await words(panel, section, languageOf(target), to);
      if (target.isConnected && help.dataset.to === to) put(target, found[at] ?? [], to);
    }
  };
  watcher = new IntersectionObserver(shown, { root: scroller(panel), rootMargin: "50%" });
  for (const paragraph of all.keys()) if (languageOf(paragraph) !== to) watcher.observe(paragraph);
}
