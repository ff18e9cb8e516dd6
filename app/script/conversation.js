// The conversation: examples that ask, citations that open the reader, and the newest turn in sight.
"use strict";

pykala.conversation = (element, trigger, watch) => {
  let before = { turns: 0, waiting: false };
  let said = "";
  pykala.copying(element);
  element.addEventListener("click", (event) => {
    const example = event.target.closest("button[data-question]");
    if (example) {
      const { question, plain = "", after = "" } = example.dataset;
      trigger("submit", { question, plain, after });
      pykala.field()?.focus({ preventScroll: true });
    }
    const link = event.target.closest("a.source");
    if (link && pykala.plain(event)) {
      event.preventDefault();
      pykala.readFrom(link);
    }
  });
  watch("value", () => {
    const log = element.querySelector("[data-turns]");
    const now = {
      turns: Number(log?.dataset.turns ?? 0),
      waiting: Boolean(log?.querySelector(".searching")),
    };
    const grown = now.turns > before.turns || (before.waiting && !now.waiting);
    if (log && log.dataset.said !== said) pykala.say((said = log.dataset.said));
    if (grown) log.lastElementChild.scrollIntoView({ block: "start" });
    before = now;
  });
};
