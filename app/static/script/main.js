// The page's script begins before Gradio, which calls `pykala.converse` once the conversation stands on the page.
import { clicks, field, focus, followView, latest, made, page, part, say, store, stored, turnTo, write } from "./common.js";
import { ask, bindConversation, speakConversation } from "./conversation.js";
import { walkAgain } from "./tour.js";
import { bindViewer, readAgain } from "./viewer.js";

const DRAFT = `pykala-draft ${location.pathname}`;
const TOLD_AFTER = 1000; // milliseconds; a page that is there at once need not say that it was not
const LONG = 15000;
const root = document.documentElement;
const threshold = () => document.querySelector(".threshold");
const early = () => document.querySelector("#early");
const frame = latest();

// Puts what the server wrote in a language where it belongs.
function dress(written) {
  page.frame = written;
  for (const name of ["header", ...(document.querySelector("#tour-title") ? [] : ["tour"])])
    part(name).replaceChildren(...page.copyOf(name));
  const { language, title } = part("header").firstElementChild.dataset;
  page.language = root.lang = language;
  document.title = title;
  const { label, hint, send } = written.querySelector("[data-box]").dataset;
  document.querySelector("#question label > span").textContent = label;
  field().placeholder = hint;
  document.querySelector("#send").textContent = send;
  followView();
}

// The style sheets know how high the head is, below which the rest of the page stays in sight.
const measure = ([{ target }]) => root.style.setProperty("--high", `${target.offsetHeight}px`);

async function speak(language) {
  document.cookie = `pykala-language=${language}; path=/; max-age=31536000; SameSite=Strict`;
  const html = await frame(`frame?language=${language}`);
  if (html === null) return;
  dress(made(html));
  part("header").querySelector(`[data-language=${language}][aria-pressed]`).focus({ preventScroll: true });
  await Promise.all([speakConversation(), readAgain(), walkAgain()]);
}

// Gradio writes the browser's language over that of the page.
const keepLanguage = () => root.lang !== page.language && (root.lang = page.language);
new MutationObserver(keepLanguage).observe(root, { attributes: true, attributeFilter: ["lang"] });

function skip() {
  turnTo("ask");
  focus(field(), "nearest");
}

clicks(document, {
  "button[data-language]": ({ dataset }) => speak(dataset.language),
  "a[data-view]": ({ dataset }) => turnTo(dataset.view),
  "a.skip": skip,
});

// What is written in the box is asked before Gradio hears of it.
function send(event) {
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat || event.detail > 1) return;
  if (ask({ question: field().value })) write("");
}

const isSent = ({ target, key, shiftKey, isComposing }) =>
  target === field() && key === "Enter" && !shiftKey && !isComposing;
document.addEventListener("keydown", (event) => isSent(event) && send(event), true);
document.addEventListener("click", (event) => event.target.closest("#send") && send(event), true);

// What was written when the page was left in this tab is there again, once.
window.addEventListener("pagehide", () => {
  if (early() && !early().value) return; // what was written before has not been taken up yet
  store("session", DRAFT, (early() ?? field())?.value || null);
});

// The threshold: from the first moment there is a box to write in. What is written there goes over into Gradio's own
// box once the page answers; what was sent there is then asked, once.

let told = false; // whether a screen reader has been told of the waiting
let writing = false; // whether a character is being put together, which a change of box would break off
const sent = () => early()?.form.dataset.sent;
function tell(words) {
  const waiting = threshold()?.querySelector(".arriving");
  if (!waiting) return;
  waiting.textContent = words;
  say(words);
  told = true;
}

function keep() {
  if (!sent()) return;
  early().readOnly = true;
  tell(threshold().dataset.kept);
}

// Gradio mounts its parts one by one.
const isThere = () => field() && document.querySelector("#send") && part("reader");
async function converse(way) {
  while (!isThere() || writing) await new Promise((resolve) => setTimeout(resolve, 20));
  dress(made(document.querySelector("#frame").innerHTML));
  early().value ||= stored("session", DRAFT) ?? "";
  store("session", DRAFT, null);
  const { value, selectionStart, selectionEnd } = early();
  const here = document.activeElement === early();
  const asked = sent();
  const done = told ? threshold().dataset.ready : "";
  threshold().remove();
  root.classList.remove("waits");
  if (asked) ask({ question: value });
  else if (value) write(value);
  if (here) field().focus({ preventScroll: true });
  if (here && !asked) field().setSelectionRange(selectionStart, selectionEnd);
  if (done && !asked) say(done);
  new ResizeObserver(measure).observe(document.querySelector("#header"));
  bindViewer();
  followView();
  bindConversation(way);
}

window.pykala = { converse };
early().form.addEventListener("submit", keep);
early().addEventListener("compositionstart", () => (writing = true));
early().addEventListener("compositionend", () => setTimeout(() => (writing = false)));
keep();
window.addEventListener("popstate", followView);
setTimeout(() => sent() || tell(threshold()?.querySelector(".arriving").textContent), TOLD_AFTER);
setTimeout(() => tell(threshold()?.dataset.long), LONG);
