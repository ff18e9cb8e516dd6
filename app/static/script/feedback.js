// Feedback: what is said of an answer goes to the server at once; what came of it is told beside the buttons, and
// again where an article is drawn anew in another language.
import { posted, say } from "./common.js";

// Each turn with the rating that was kept, what was told of that, and the remark as it is written.
const said = new Map();
const none = { rating: "", told: "", remark: "" };
const of = (turn) => said.get(turn.dataset.turn) ?? none;
const note = (turn, more) => said.set(turn.dataset.turn, { ...of(turn), ...more });
let line = Promise.resolve(); // one after the other, what is said last is kept last

export function drawFeedback(turn) {
  const form = turn.querySelector(".feedback");
  if (!form || !said.has(turn.dataset.turn)) return;
  const { rating, told, remark } = of(turn);
  for (const button of form.querySelectorAll("[data-rating]"))
    button.setAttribute("aria-pressed", String(button.dataset.rating === rating));
  form.querySelector(".remark").hidden = !rating;
  form.querySelector("textarea").value ||= remark;
  form.querySelector(".told").textContent = told;
  form.querySelector(".told").hidden = !told;
}

async function rate(turn, rating, remark, language) {
  const record = JSON.parse(turn.dataset.record);
  const request = fetch("feedback", posted({ record, rating, remark, language }));
  const failed = { kept: false, message: turn.querySelector(".feedback").dataset.failed };
  const { kept, message } = await request.then((answer) => answer.json()).catch(() => failed);
  note(turn, { told: message, ...(kept && { rating }) });
  const shown = document.querySelector(`[data-turn="${CSS.escape(turn.dataset.turn)}"]`);
  if (!shown) return;
  drawFeedback(shown);
  say(message);
}

document.addEventListener("click", (event) => {
  const turn = event.target.closest(".feedback")?.closest("[data-turn]");
  const button = event.target.closest("button");
  if (!turn || !button) return;
  const remark = turn.querySelector(".feedback textarea").value;
  const language = document.documentElement.lang;
  line = line.then(() => rate(turn, button.dataset.rating ?? of(turn).rating, remark, language));
});

document.addEventListener("input", ({ target }) => {
  const turn = target.closest(".feedback")?.closest("[data-turn]");
  if (turn) note(turn, { remark: target.value });
});
