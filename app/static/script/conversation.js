// The conversation: examples that ask, citations that open the reader, and the newest turn in sight.
"use strict";

pykala.conversation = (element, trigger, watch, props) => {
  const open = new Set(); // what was unfolded stays so when the conversation is drawn again
  const fold = (details) => `${details.closest("[data-turn]")?.dataset.turn} ${details.className}`;
  const nothing = { turns: 0, waiting: false };
  let before = nothing;
  let said = "";
  const TWICE = 2000; // milliseconds in which the same is asked once, unless it is answered
  let asked = { all: "", at: -Infinity }; // what was asked last, and when
  let clearing = false;

  // A question is asked once though its button was clicked twice, or the box was left empty by the first click.
  function ask({ question, plain = "", after = "", written = "" }) {
    const now = performance.now();
    const all = [question, plain, after, written, pykala.limiting?.()].join("\n");
    const again = all === asked.all || pykala.sameWords(question, "");
    if (!again || now - asked.at > TWICE) {
      asked = { all, at: now };
      trigger("submit", { question, plain, after, written });
    }
    pykala.field()?.focus({ preventScroll: true });
  }

  function clear(button) {
    pykala.forget();
    open.clear();
    clearing = true;
    before = nothing;
    trigger("clear", {});
    pykala.say(button.dataset.done);
    pykala.field()?.focus({ preventScroll: true });
  }

  // The conversation alone: the document beside it may have a hundred pages. The browser's own way to
  // print prints both.
  function print() {
    document.body.classList.add("printing");
    window.addEventListener("afterprint", () => document.body.classList.remove("printing"), { once: true });
    window.print();
  }

  // What came of a question is told and brought in sight; what is only drawn again is not.
  function follow(log) {
    const turns = log.querySelectorAll(".turn");
    const last = turns[turns.length - 1];
    const waiting = Boolean(log.querySelector(".searching"));
    const answered = waiting ? before.answered : log.querySelector("[data-record]")?.dataset.turn;
    const now = { turns: turns.length, waiting, answered };
    const grown = now.turns > before.turns || (before.waiting && !now.waiting);
    const restored = pykala.isKept(last?.dataset.turn);
    const reading = restored && document.body.classList.contains("reading");
    if (grown && !reading) last.scrollIntoView({ block: "start" });
    if (!restored && log.dataset.said && log.dataset.said !== said) pykala.say(log.dataset.said);
    said = log.dataset.said;
    if (grown && !waiting) asked.at = -Infinity;
    if (grown) pykala.taken(last.querySelector(".asked > [dir]")?.textContent ?? "");
    // Turns that vanish by themselves were those of a program that has been started anew meanwhile: the
    // language is gone with them. All is as it was on a page that is opened again.
    const gone = before.answered && !log.querySelector(`[data-turn="${before.answered}"]`);
    if (gone && now.turns && now.turns <= before.turns && !now.waiting) {
      pykala.remember(log);
      location.reload();
    }
    before = now;
  }

  pykala.copying(element);
  pykala.feedback(element, trigger);
  pykala.wordHelp(element);
  pykala.ask = ask; // from wherever the page offers a question
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.question) ask(button.dataset);
    if (button?.matches(".clear")) clear(button);
    if (button?.matches(".print")) print();
    const link = event.target.closest("a.source");
    if (link && pykala.plain(event)) {
      event.preventDefault();
      pykala.readFrom(link);
    }
  });
  const folded = ({ target }) => (target.open ? open.add(fold(target)) : open.delete(fold(target)));
  element.addEventListener("toggle", folded, true);
  pykala.drawing(element, watch, props, () => {
    const log = element.querySelector("[data-turns]");
    if (!log) return;
    pykala.arrive();
    for (const details of log.querySelectorAll("details")) details.open = open.has(fold(details));
    pykala.drawFeedback();
    pykala.drawWordHelp();
    follow(log);
    // What is still drawn of a conversation that was cleared is not kept.
    clearing &&= Boolean(log.querySelector("[data-record]"));
    if (!clearing) pykala.remember(log);
    pykala.followReader();
  });
  pykala.recall(trigger);
};
