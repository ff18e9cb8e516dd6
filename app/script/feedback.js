// Feedback: what is said of an answer goes to the server at once; what came of it is told beside the
// buttons. It is drawn again with the conversation, and so kept here for as long as the page stays open.
"use strict";

(() => {
  const said = new Map();
  let conversation = null;

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
    element.addEventListener("click", (event) => {
      const form = event.target.closest(".feedback");
      const button = event.target.closest("button");
      if (!form || !button) return;
      const turn = form.closest("[data-turn]").dataset.turn;
      const remark = form.querySelector("textarea").value;
      const rating = button.dataset.rating ?? said.get(turn)?.rating;
      if (!rating) return;
      said.set(turn, { rating: said.get(turn)?.rating ?? "", told: "", remark });
      trigger("rate", { turn, rating, remark });
    });
  };

  pykala.drawFeedback = () => {
    for (const turn of said.keys()) draw(turn);
  };

  pykala.rated = (element, trigger, watch) => {
    watch("value", () => {
      const { turn, rating, told } = element.querySelector("[data-turn]")?.dataset ?? {};
      if (!turn) return;
      const before = said.get(turn) ?? { rating: "", remark: "" };
      said.set(turn, { rating: rating || before.rating, told, remark: before.remark });
      draw(turn);
      pykala.say(told);
    });
  };
})();
