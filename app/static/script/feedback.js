// Feedback: what is said of an answer goes to the server at once; what came of it is told beside the
// buttons. It is drawn again with the conversation, and so kept here for as long as the page stays open.
"use strict";

(() => {
  // Each turn with what was said of it and kept, what was told of that, the remark as it is written, since
  // when something is on its way, and what is to be said after it: the last that was said counts.
  const said = new Map();
  const LOST = 5000; // milliseconds after which what was said is taken not to have reached the server
  const none = { rating: "", told: "", remark: "", since: -Infinity, next: null };
  const of = (turn) => said.get(turn) ?? none;
  let conversation = null;
  let send = null;

  const formOf = (turn) =>
    conversation?.querySelector(`[data-turn="${CSS.escape(turn)}"] .feedback`) ?? null;

  function draw(turn) {
    const form = formOf(turn);
    const { rating, told, remark } = said.get(turn);
    if (!form) return;
    for (const button of form.querySelectorAll("[data-rating]"))
      button.setAttribute("aria-pressed", String(button.dataset.rating === rating));
    form.querySelector(".remark").hidden = !rating;
    const field = form.querySelector("textarea");
    if (!field.value) field.value = remark;
    form.querySelector(".told").textContent = told;
    form.querySelector(".told").hidden = !told;
  }

  // Called with the conversation, whose events carry what is said.
  pykala.feedback = (element, trigger) => {
    conversation = element;
    send = (turn, rating, remark) => {
      const now = of(turn);
      if (performance.now() - now.since < LOST) said.set(turn, { ...now, next: { rating, remark } });
      else {
        said.set(turn, { ...now, told: "", remark, since: performance.now() });
        trigger("rate", { turn, rating, remark });
      }
    };
    element.addEventListener("click", (event) => {
      const form = event.target.closest(".feedback");
      const button = event.target.closest("button");
      if (!form || !button) return;
      const turn = form.closest("[data-turn]").dataset.turn;
      const remark = form.querySelector("textarea").value;
      const rating = button.dataset.rating ?? of(turn).next?.rating ?? of(turn).rating;
      if (rating) send(turn, rating, remark);
    });
    element.addEventListener("input", ({ target }) => {
      const turn = target.closest(".feedback")?.closest("[data-turn]").dataset.turn;
      if (turn) said.set(turn, { ...of(turn), remark: target.value });
    });
  };

  pykala.drawFeedback = () => {
    for (const turn of said.keys()) draw(turn);
  };

  pykala.rated = (element, trigger, watch) => {
    watch("value", () => {
      const { turn, rating, told } = element.querySelector("[data-turn]")?.dataset ?? {};
      if (!turn) return;
      const { next, ...before } = of(turn);
      said.set(turn, { ...before, rating: rating || before.rating, told, since: -Infinity, next: null });
      if (next) {
        send(turn, next.rating, next.remark);
        return;
      }
      draw(turn);
      pykala.say(told);
    });
  };
})();
