// The viewer: a document beside the talk, opened from a citation or by the address, closed to where one came from.
import { address, clicks, field, focus, latest, page, part, say } from "./common.js";

const ask = latest();
let open = ""; // the place that is wanted, as a query
let wanted = null; // how it is to be shown once it is there: "cited", "step", or "origin" where it is closed
let origin = null; // the link that led here
let reading = null; // the line of the contents that is read now
const panel = () => part("reader").querySelector(".reader");
const home = () => (origin?.isConnected ? origin : null);
const beside = () => getComputedStyle(document.querySelector("#reader")).overflowY === "auto";

// Opens a place, or none; the address follows, so that it can be kept, sent and gone back to.
function read(place, how, remember) {
  wanted = how;
  if (remember) history.pushState(null, "", address(place));
  return draw(place);
}

async function draw(place) {
  const fields = new URLSearchParams(place);
  const named = ["doc", "span", "check"].filter((name) => fields.has(name)).map((name) => [name, fields.get(name)]);
  const query = new URLSearchParams([...named, ["language", page.language]]).toString();
  open = named.length ? place : "";
  const there = panel()?.dataset.query === query;
  const html = await ask(open && !there && `viewer?${query}`); // what is on its way is not wanted any more
  if (html === null) return;
  const link = home();
  const [seen, had, kept] = [inSight(link), beside(), fixed(link)];
  const before = kept?.getBoundingClientRect().top;
  if (!there) stand(html || "", query);
  show();
  const moved = kept?.isConnected ? kept.getBoundingClientRect().top - before : 0;
  // What is read stays where it is in sight, but where the document opens below the talk.
  if (moved && (had || beside())) window.scrollBy({ top: moved, behavior: "instant" });
  if (seen && beside()) link.scrollIntoView({ block: "nearest" });
}

// Puts a panel, or none, on the page.
function stand(html, query) {
  part("reader").innerHTML = html;
  document.body.classList.toggle("reading", Boolean(panel()));
  if (!panel()) return;
  panel().dataset.query = query;
  const contents = panel().querySelector(".contents");
  if (contents) contents.open = getComputedStyle(contents.parentElement).display === "grid";
}

export const readAgain = () => open && draw(open);
// The question of what was clicked stays where it is while the text below it is set anew in a column of another
// width; where it is out of sight, what was clicked does, or else what stands first in sight.
function fixed(link) {
  const parts = document.querySelectorAll(":is(.turn, .tour, .conversation) > *");
  return [link?.closest(".turn")?.querySelector(".asked"), link, ...parts].find(inSight);
}

function inSight(one) {
  if (!one) return false;
  const { top, bottom } = one.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}

function show() {
  const how = wanted;
  wanted = null;
  if (!panel() && how === "origin") back("nearest");
  if (!panel()) return;
  follow(how);
  const cited = panel().querySelector("#cited") ?? panel().querySelector("#reader-title");
  if (how === "cited") focus(cited, "center");
  if (how === "step") cited.scrollIntoView({ block: "center" });
  current();
}

function back(block) {
  const link = home() ?? field();
  for (let fold = link?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  focus(link, block);
}

// The places of the answer that the open place belongs to, and which of them it is.
function places() {
  const { place } = panel().dataset;
  if (!origin?.isConnected || origin.getAttribute("href") !== place)
    origin = [...document.querySelectorAll("a.source")].find((a) => a.getAttribute("href") === place);
  const links = [...(origin?.closest(".turn")?.querySelectorAll(".citation a.source") ?? [])];
  const each = links.filter((a, at) => links.findIndex((b) => b.href === a.href) === at);
  return { each, at: each.findIndex((a) => a.getAttribute("href") === place) };
}

// Shows the way to the answer's other places, where it has any.
function follow(how) {
  const { each, at } = places();
  const steps = panel().querySelector(".places");
  steps.hidden = at < 0 || each.length < 2;
  if (steps.hidden) return;
  const told = steps.querySelector(".at");
  told.textContent = told.dataset.told.replace("{number}", at + 1).replace("{count}", each.length);
  steps.querySelector(".previous").disabled = at === 0;
  steps.querySelector(".next").disabled = at === each.length - 1;
  if (how !== "step") return;
  say(`${told.textContent}: ${each[at].textContent}`);
  if (document.activeElement?.disabled || document.activeElement === document.body)
    steps.querySelector("button:enabled").focus({ preventScroll: true });
}

export const followViewer = () => panel() && follow(null); // an answer has been drawn
function step(by) {
  const { each, at } = places();
  if (!each[at + by]) return;
  origin = each[at + by];
  read(origin.getAttribute("href"), "step", true);
}

let middle = 0; // what begins above it is being read
// The contents show which section is being read: the last one whose heading has passed the middle, or the
// quote where that is in sight.
function current() {
  const cited = panel().querySelector("#cited");
  const quoted = inSight(cited) ? cited.getBoundingClientRect().top : 0;
  middle = Math.max(window.innerHeight / 2, quoted + 1);
  const headings = [...panel().querySelectorAll(".text [id^='section-']")];
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < middle);
  const number = (passed.at(-1) ?? headings[0])?.id.replace("section-", "");
  became();
  const here = panel().querySelector(`a[data-section="${number}"]`);
  if (!here || here === reading) return;
  reading = here;
  for (const link of panel().querySelectorAll("a[data-section][aria-current]")) link.ariaCurrent = null;
  here.ariaCurrent = "location";
  const nav = panel().querySelector(".contents");
  const { top, bottom } = here.getBoundingClientRect();
  const frame = nav.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) nav.scrollTop += top - frame.top - frame.height / 3;
}

// The items of the document, and which of them is being read: the one that was turned to, until a hand scrolls on, or
// the last one whose heading has passed the middle. Where there is one only, it is that one.
let turned = null;
const itemHeads = () => [...panel().querySelectorAll(".text [data-outcome]")];
function item() {
  const all = itemHeads();
  const there = all.indexOf(turned);
  if (all.length < 2) return all.length - 1;
  if (there >= 0 && inSight(turned)) return there;
  return all.findLastIndex((heading) => heading.getBoundingClientRect().top < middle);
}

// The bar tells what became of the item that is being read.
function became() {
  const top = panel().querySelector(".reader-top");
  top.classList.toggle("tall", top.offsetHeight > 0.4 * window.innerHeight); // it would cover what one reads
  const covers = getComputedStyle(top).position === "sticky" ? top.offsetHeight : 0;
  panel().style.setProperty("--bar", `${covers}px`);
  const told = panel().querySelector(".became");
  if (!told) return;
  const [all, at] = [itemHeads(), item()];
  const { outcome = "" } = all[at]?.dataset ?? {};
  const number = all[at]?.textContent.match(/§\s*\d+\S*/)?.[0];
  told.textContent = [number, outcome].filter(Boolean).join(": ");
  // They keep the focus where they lead no further.
  panel().querySelector(".previous-item").ariaDisabled = at < 1;
  panel().querySelector(".next-item").ariaDisabled = at === all.length - 1;
  panel().querySelector(".print-item").ariaDisabled = at < 0;
}

function turn(by) {
  const next = itemHeads()[item() + by];
  if (!next) return;
  turned = next;
  focus(turned, "start");
  became();
}

// Prints the item that is being read: from its heading to the next one that is not below it.
function printed() {
  const [first, blocks] = [itemHeads()[item()], [...panel().querySelector(".text").children]];
  if (!first) return;
  const from = blocks.indexOf(first);
  const isNext = (block) => /^H\d$/.test(block.tagName) && block.tagName <= first.tagName;
  const to = blocks.findIndex((block, at) => at > from && isNext(block));
  const its = blocks.slice(from, to < 0 ? undefined : to);
  for (const block of its) block.classList.add("printed");
  document.body.classList.add("one-item");
  window.print();
  document.body.classList.remove("one-item");
  for (const block of its) block.classList.remove("printed");
}

// The search in the document: where its words stand, in any case, and which of these places is in sight. A browser
// that cannot mark them (CSS Custom Highlight API) goes to them all the same.
let matches = [];
let match = -1;
function find(words) {
  const sought = words.trim().replace(/\s+/g, " ").toLowerCase();
  matches = sought ? [...panel().querySelector(".text").children].flatMap((block) => rangesIn(block, sought)) : [];
  match = -1;
  globalThis.CSS?.highlights?.set("matches", new Highlight(...matches));
  globalThis.CSS?.highlights?.delete("match");
  const told = panel().querySelector(".matches");
  told.textContent = sought && !matches.length ? told.dataset.none : "";
  for (const name of ["previous", "next"]) panel().querySelector(`.${name}-match`).hidden = !matches.length;
  if (matches.length) go(1);
  else say(told.textContent);
}

// The ranges of a block's text where words stand, over the borders of its marks.
function rangesIn(block, sought) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([text.length, node]);
    text += node.data;
  }
  const told = text.replace(/\s/g, " ").toLowerCase();
  if (told.length !== text.length) return []; // a letter that is longer when small
  const at = (offset, end) => {
    const [start, node] = nodes.findLast(([start]) => (end ? start < offset : start <= offset));
    return [node, offset - start];
  };
  const found = [];
  for (let from = told.indexOf(sought); from >= 0; from = told.indexOf(sought, from + sought.length)) {
    const range = new Range();
    range.setStart(...at(from, false));
    range.setEnd(...at(from + sought.length, true));
    found.push(range);
  }
  return found;
}

function go(by) {
  if (!matches.length) return;
  match = (match + by + matches.length) % matches.length;
  const told = panel().querySelector(".matches");
  told.textContent = told.dataset.told.replace("{number}", match + 1).replace("{count}", matches.length);
  say(told.textContent);
  globalThis.CSS?.highlights?.set("match", new Highlight(matches[match]));
  matches[match].startContainer.parentElement.scrollIntoView({ block: "center" });
}

let written = 0; // what is typed is searched for once the hand rests
function within(event) {
  if (!event.target.matches("#find-within")) return;
  if (event.type === "input") {
    clearTimeout(written);
    written = setTimeout(find, 200, event.target.value);
  } else if (event.key === "Enter") {
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  } else if (event.key === "Escape" && event.target.value) {
    event.stopImmediatePropagation();
    event.target.value = "";
    find("");
  }
}

// Opens what a link of the page cites; closing the document leads back to the link.
export function readFrom(link) {
  origin = link;
  read(link.getAttribute("href"), "cited", true);
}

const acts = {
  "a.document": (link) => read(link.getAttribute("href"), "cited", true),
  "a[data-section]": ({ dataset }) => focus(panel().querySelector(`#section-${dataset.section}`), "start"),
  "button.back": () => back("center"),
  "button.close": () => read("", "origin", true),
  "button.previous": () => step(-1),
  "button.next": () => step(1),
  "button.previous-item": () => turn(-1),
  "button.next-item": () => turn(1),
  "button.print-item": printed,
  "button.previous-match": () => go(-1),
  "button.next-match": () => go(1),
};

let due = 0; // what is done once for each picture that the browser draws
function scrolled() {
  cancelAnimationFrame(due);
  due = requestAnimationFrame(() => panel() && current());
}

export function bindViewer() {
  clicks(part("reader"), acts);
  for (const type of ["wheel", "touchmove"])
    part("reader").addEventListener(type, () => (turned = null), { passive: true });
  for (const type of ["input", "keydown"]) part("reader").addEventListener(type, within);
  part("reader").addEventListener("keydown", ({ key }) => key === "Escape" && read("", "origin", true));
  document.addEventListener("scroll", scrolled, { capture: true, passive: true });
  window.addEventListener("popstate", () => read(location.search, "cited", false));
  const fields = new URLSearchParams(location.search);
  if (fields.has("doc")) read(location.search, fields.has("span") ? "cited" : null, false);
}
