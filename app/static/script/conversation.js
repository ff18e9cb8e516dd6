// The open conversation: questions are sent one after the other, and each gets an article of its own. Answered turns are
// kept as records (conversations.js); the server reads their words from the documents again.
import { clicks, field, latest, lost, made, page, part, posted, say, write } from "./common.js";
import { bringBack, keep, list, open, records, remove, save } from "./conversations.js";
import { keepFeedback } from "./feedback.js";
import { followViewer, readFrom } from "./viewer.js";

const MOST = 50;
const log = () => document.querySelector("#conversation .conversation");
const turns = () => log().querySelector(".turns");
const recordOf = (turn) => JSON.parse(turn.dataset.record || "{}");
const answered = () => [...turns().children].filter((turn) => recordOf(turn).verdict);
let server = null; // what brings a question to the server, once Gradio has it
let start;
let line = new Promise((resolve) => (start = resolve)); // one question after the other
const going = new Set(); // what was asked and has not been answered yet
const [drawing, welcome, filling, examples, following] = Array.from({ length: 5 }, latest);

function remember(turn) {
  const record = recordOf(turn);
  if (!record.verdict) return;
  keep(record);
  list();
}

// When something was asked, as it is told where the visitor is.
function timed(turn) {
  for (const time of turn.querySelectorAll("time"))
    time.textContent = new Date(time.dateTime).toLocaleString(page.language, { dateStyle: "long", timeStyle: "short" });
  return turn;
}

// The articles of records, in the language of the page; none where they do not come.
async function drawn(kept) {
  const html = await drawing("conversation", posted({ records: kept, language: page.language }));
  return [...made(html ?? "").children].map(timed);
}

// The question that the next one may go on from: the last that was answered and stood alone.
function before() {
  const { question = null, after } = answered().map(recordOf).at(-1) ?? {};
  return after ?? question;
}

// An article of the frame for a question: one on its way, or one that did not reach the server.
function framed(kind, asked) {
  const turn = page.frame.querySelector(kind).cloneNode(true);
  turn.querySelector(".asked [dir]").textContent = asked.question;
  return Object.assign(turn, { asked });
}

// Puts an article into the conversation, in the place of another one or at the end, and brings it in sight.
function put(turn, place = null) {
  if (place) place.replaceWith(turn);
  else turns().append(turn);
  for (const nothing of turns().querySelectorAll(".turn:not(:has(.asked)):not(:last-child)")) nothing.remove();
  while (turns().childElementCount > MOST) turns().firstElementChild.remove();
  turn.scrollIntoView({ block: "start" });
  say(turn.dataset.said);
}

// What may be asked next of the item that the last answer tells of: tried by the search, which takes a moment.
async function suggest() {
  for (const old of turns().querySelectorAll(".next")) old.remove();
  const turn = answered().at(-1);
  const place = turn?.matches(":last-child") && turn.querySelector(".card .citation a")?.getAttribute("href");
  const fields = place && new URLSearchParams({ asked: recordOf(turn).question, language: page.language });
  const html = await following(place ? `tour/next${place}&${fields}` : "");
  if (!html?.trim() || !turn.isConnected) return;
  turn.append(made('<section class="next"></section>'));
  turn.querySelector(".next").innerHTML = html;
}

// Asks a question. `after` is the one that it may go on from, the last one where nothing is said of that. What is
// on its way is not asked once more, though its button was clicked twice, and nothing is not asked meanwhile.
export function ask({ question, plain = "", after }) {
  const asked = { question: question.trim().toWellFormed(), plain: Boolean(plain), after, filters: filters() };
  const all = JSON.stringify(asked);
  field()?.focus({ preventScroll: true });
  if (going.has(all) || (!asked.question && going.size)) return false;
  going.add(all);
  const place = asked.question ? framed(".pending", asked) : null;
  if (place) put(place);
  suggest();
  line = line.then(() => send(asked, place)).finally(() => going.delete(all));
  return true;
}

async function send(asked, place) {
  if (place && !place.isConnected) return; // the conversation has been cleared
  const { language } = page;
  const after = asked.after === undefined ? before() : asked.after || null;
  const html = await server({ ...asked, after, language });
  if (place && !place.isConnected) return;
  if (!html) lost();
  const turn = html ? timed(made(html).firstElementChild) : framed(".unsent", asked);
  put(turn, place);
  remember(turn);
  followViewer();
  suggest();
  if (language !== page.language) await redraw();
}

// Draws what stands there in the language of the page; what is written and unfolded stays.
async function redraw() {
  for (const turn of turns().querySelectorAll(".pending, .unsent"))
    turn.replaceChildren(...framed(turn.matches(".pending") ? ".pending" : ".unsent", turn.asked).childNodes);
  const kept = [...turns().children].filter((turn) => turn.dataset.record).map(recordOf);
  if (!kept.length) return;
  for (const turn of await drawn(kept)) {
    const old = turns().querySelector(`[data-turn="${CSS.escape(turn.dataset.turn)}"]`);
    if (!old) continue;
    for (const { className } of old.querySelectorAll("details[open]"))
      turn.querySelector(`details[class="${className}"]`)?.setAttribute("open", "");
    keepFeedback(old, turn);
    old.replaceWith(turn);
  }
  suggest();
  followViewer();
}

// Shows the open conversation in place of what stands there, and tells what was done.
async function show(told) {
  const kept = records();
  turns().replaceChildren(...(kept.length ? await drawn(kept) : []));
  list();
  suggest();
  followViewer();
  if (kept.length) turns().lastElementChild?.scrollIntoView({ block: "start" });
  else window.scrollTo(0, 0);
  if (told) say(told);
  field()?.focus({ preventScroll: true });
}

// The conversation as Markdown, its links with whole addresses, and when each question was asked.
function written() {
  const when = (turn) => [...turn.querySelectorAll(".when, .limited")].map((line) => line.textContent.trim());
  const text = answered().map((turn) => `${turn.dataset.markdown}\n${when(turn).join("\n")}\n`).join("\n");
  return text.replace(/(?<!\\)\]\((\?doc=[^)]*)\)/g, (_, link) => `](${new URL(link, location.href).href})`);
}

// The conversation as a Word document, whose words the server reads from the documents.
async function saveMemo(name) {
  const offset = -new Date().getTimezoneOffset();
  const answer = await fetch("memo", posted({ records: records(), language: page.language, offset })).catch(() => null);
  if (answer?.ok) save(await answer.blob(), name);
  else lost();
}

// The conversation alone: the document beside it may be long. The browser's own way to print prints both.
function print() {
  document.body.classList.add("printing");
  window.addEventListener("afterprint", () => document.body.classList.remove("printing"), { once: true });
  window.print();
}

// What is chosen in the form of filters, once it is there. A body beyond those in sight counts before theirs, where one
// is written that there is.
const form = () => part("filters").querySelector("form") ?? undefined;
function filters() {
  const [chosen, other] = [Object.fromEntries(new FormData(form())), form()?.elements.other];
  const there = [...(other?.list.options ?? [])].some(({ value }) => value === other.value);
  return there ? { ...chosen, body: other.value } : chosen;
}

// Draws the conversation and what stands around it in the language of the page.
export function speakConversation() {
  log().setAttribute("aria-label", page.frame.querySelector("[data-box]").dataset.conversation);
  log().querySelector(".tools").replaceChildren(...page.copyOf("tools"));
  list();
  log().querySelector(".greeting").replaceChildren(...page.copyOf("greeting"));
  if (!part("welcome").childElementCount) part("welcome").replaceChildren(...page.copyOf("welcome"));
  welcome(`welcome?language=${page.language}`).then((html) => html && greet(html));
  filling(`filters?language=${page.language}`).then((html) => html && drawFilters(html));
  return redraw();
}

// What stands below the box while nothing has been asked; its examples are tried by the search, which takes a moment.
async function greet(html) {
  part("welcome").innerHTML = html;
  const place = part("welcome").querySelector("[data-from]");
  const tried = place && (await examples(place.dataset.from));
  if (!place || tried === null) return;
  place.innerHTML = tried;
  place.removeAttribute("data-from"); // it keeps no place any more
}

// Draws the form in the language of the page; what is chosen and unfolded stays.
function drawFilters(html) {
  const [chosen, unfolded] = [new FormData(form()), part("filters").querySelector("details")?.open];
  part("filters").innerHTML = html;
  part("filters").querySelector("details").open = unfolded;
  for (const [name, value] of chosen) if (form().elements[name]) form().elements[name].value = value;
}

// A document is chosen from the list that its title is searched in, and not while that is being written.
function choose({ type, target }) {
  const { title, document } = form().elements;
  const button = target.closest("button.document");
  if (type === "input" && target === title) document.value = "";
  if (type === "input" || !button) return;
  [title.value, document.value] = [button.textContent, button.dataset.document];
  button.closest("ul").replaceChildren();
  title.focus();
}

function again(button) {
  const unsent = button.closest(".unsent");
  unsent.remove();
  ask(unsent.asked);
}

function edit({ dataset }) {
  write(dataset.text);
  field().focus();
  field().select();
}

// What a click does that opens another conversation than the one that is open, or none.
const turnsTo = (act) => (button) => {
  act(button.dataset.talk ?? "");
  show(button.dataset.done);
};

const acts = {
  ".unsent button": again,
  "button[data-question]": ({ dataset }, { detail }) => detail < 2 && ask({ after: null, ...dataset }),
  "button.clear": turnsTo(remove),
  "button.undo": turnsTo(bringBack),
  "button.fresh, button[data-talk]": turnsTo(open),
  "button.save-all": ({ dataset }) => save(new Blob([written()], { type: "text/markdown" }), dataset.name),
  "button.save-memo": ({ dataset }) => saveMemo(dataset.name),
  "button.print": print,
  ".tools button.copy": ({ dataset }) => (dataset.copy = written()),
  "button.edit": edit,
  "a.source": readFrom,
};

// Begins with Gradio's way to the server: what was kept in this browser comes first, what was asked meanwhile after it.
export async function bindConversation(way) {
  server = way;
  for (const place of [part("talks"), log(), part("welcome")]) clicks(place, acts);
  for (const type of ["input", "click"]) part("filters").addEventListener(type, choose);
  speakConversation();
  const [kept, { language }] = [records(), page];
  if (kept.length) turns().prepend(...(await drawn(kept)));
  if (!location.search.includes("doc=")) turns().lastElementChild?.scrollIntoView({ block: "start" });
  suggest();
  followViewer();
  start();
  if (language !== page.language) redraw();
}
