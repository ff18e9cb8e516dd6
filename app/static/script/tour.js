// The tour: made when it is first looked at; its questions are asked in the conversation.
"use strict";

pykala.tour = (element, trigger, watch) => {
  // The document that was chosen last, empty for all of them; null while the tour was never in sight.
  let walked = null;
  let moved = false;

  function walk(chosen) {
    walked = chosen;
    trigger("select", {});
  }

  // What the tour is asked to show: a document, in the language of the page.
  pykala.walking = () =>
    new URLSearchParams({ document: walked ?? "", language: pykala.language }).toString();

  pykala.walkAgain = () => walked !== null && walk(walked);

  pykala.whenShown("tour", () => {
    if (walked === null) walk("");
  });
  element.addEventListener("click", (event) => {
    const chosen = event.target.closest("button.walk, button.tour-back");
    if (chosen) {
      moved = true;
      walk(chosen.dataset.document ?? "");
    }
    const jump = event.target.closest("a[data-jump]");
    if (jump && pykala.plain(event)) {
      event.preventDefault();
      pykala.focus(document.querySelector(`#tour-${jump.dataset.jump}`), "start");
    }
    const link = event.target.closest("a.source");
    if (link && pykala.plain(event)) {
      event.preventDefault();
      pykala.readFrom(link);
    }
  });
  pykala.answering(element, trigger, watch, pykala.walking, () => {
    const title = element.querySelector("#tour-title");
    if (moved && title) pykala.focus(title, "start");
    if (title) moved = false;
  });
};

pykala.asking = (element, _, watch) => {
  pykala.wordHelp(element);
  watch("value", () => pykala.drawWordHelp());
  element.addEventListener("click", (event) => {
    const question = event.target.closest("button[data-question]");
    if (!question) return;
    pykala.turnTo("ask");
    pykala.ask({ question: question.dataset.question });
  });
};
