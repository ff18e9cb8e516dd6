// The page's script: what only a browser can do. It begins before Gradio, which calls `pykala.converse` once the
// conversation stands on the page.
import {
  field, focus, followView, latest, made, page, part, plain, say, store, stored, turnTo,
} from "./common.js";
import { ask, bindConversation, speakConversation } from "./conversation.js";
import { bindTour, walkAgain } from "./tour.js";
import { bindViewer, readAgain } from "./viewer.js";
import { bindWordHelp } from "./wordhelp.js";

const root = document.documentElement;
const threshold = () => document.querySelector(".threshold");
const early = () => document.querySelector("#early");

// The language.

const frame = latest();

// Puts what the server wrote in a language where it belongs.
function dress(written) {
  page.frame = written;
  for (const name of ["header", "steps", ...(document.querySelector("#tour-title") ? [] : ["tour"])])
    part(name).replaceChildren(...page.copyOf(name));
  const { language, title } = part("header").firstElementChild.dataset;
  page.language = root.lang = language;
  document.title = title;
  const { label, hint, send } = written.querySelector("[data-box]").dataset;
  document.querySelector("#question label > span").textContent = label;
  field().placeholder = hint;
  document.querySelector("#send").textContent = send;
  part("steps").firstElementChild.hidden = stored("local", STEPS, "1") !== null;
  followView();
}

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

// The head, and the three steps of a first visit: shown until they are closed, then never again in this browser.
// One that refuses to keep anything would show them each time; there they stay away.

const STEPS = "pykala-steps";

document.addEventListener("click", (event) => {
  const language = event.target.closest("button[data-language]");
  if (language) speak(language.dataset.language);
  const view = event.target.closest("a[data-view]");
  const skip = event.target.closest(".skip");
  if ((view || skip) && plain(event)) {
    event.preventDefault();
    turnTo(view?.dataset.view ?? "ask");
    if (skip) focus(field(), "nearest");
  }
  if (event.target.closest(".steps-done")) {
    store("local", STEPS, "1");
    part("steps").firstElementChild.hidden = true;
    focus(field(), "nearest");
  }
});

// The question box: what is written in it is asked before Gradio hears of it. What was written when the page was
// left in this tab is there again, once.

const DRAFT = `pykala-draft ${location.pathname}`;

// Puts a text into the box as a hand would: Gradio hears of it.
function write(text) {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

function send(event) {
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat || event.detail > 1) return;
  if (ask({ question: field().value })) write("");
}

document.addEventListener(
  "keydown",
  (event) => {
    if (event.target !== field() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    send(event);
  },
  true,
);
document.addEventListener("click", (event) => event.target.closest("#send") && send(event), true);

window.addEventListener("pagehide", () => {
  if (early() && !early().value) return; // what was written before has not been taken up yet
  store("session", DRAFT, (early() ?? field())?.value || null);
});

function draft() {
  const written = stored("session", DRAFT) ?? "";
  store("session", DRAFT, null);
  return written;
}

// The threshold: from the first moment there is a box to write in. What is written there goes over into Gradio's own
// box once the page answers; what was sent there is then asked, once.

const TOLD_AFTER = 1000; // milliseconds; a page that is there at once need not say that it was not
const LONG = 15000;
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
const standing = async (there) => {
  while (!there()) await new Promise((resolve) => setTimeout(resolve, 20));
};

async function cross() {
  await standing(() => field() && document.querySelector("#send") && part("reader") && !writing);
  dress(made(document.querySelector("#frame").innerHTML));
  bindTour();
  bindWordHelp();
  const { value, selectionStart, selectionEnd } = Object.assign(early(), { value: early().value || draft() });
  const here = document.activeElement === early();
  const asked = sent();
  const done = told ? threshold().dataset.ready : "";
  threshold().remove();
  root.classList.remove("waits");
  if (value) write(value);
  if (here) {
    field().focus({ preventScroll: true });
    field().setSelectionRange(selectionStart, selectionEnd);
  }
  if (asked) document.querySelector("#send").click();
  else if (done) say(done);
  bindViewer();
  followView();
}

window.pykala = {
  async converse(way) {
    await cross();
    bindConversation(way);
  },
};

early().form.addEventListener("submit", keep);
early().addEventListener("compositionstart", () => (writing = true));
early().addEventListener("compositionend", () => setTimeout(() => (writing = false)));
keep();
window.addEventListener("popstate", followView);
setTimeout(() => sent() || tell(threshold()?.querySelector(".arriving").textContent), TOLD_AFTER);
setTimeout(() => tell(threshold()?.dataset.long), LONG);
