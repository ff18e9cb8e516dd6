// Feedback: what is said of an answer goes to the server at once; what came of it is told beside the buttons, and
// again where an article is drawn anew in another language.
import { clicks, posted, say } from "./common.js";

const formOf = (turn) => turn.querySelector(".feedback");
const ratingOf = (form) => form.querySelector("[aria-pressed=true]")?.dataset.rating ?? "";
let line = Promise.resolve(); // one after the other, what is said last is kept last

function draw(form, rating, told) {
  for (const button of form.querySelectorAll("[data-rating]"))
    button.ariaPressed = String(button.dataset.rating === rating);
  form.querySelector(".remark").hidden = !rating;
  form.querySelector(".told").textContent = told;
  form.querySelector(".told").hidden = !told;
}

// What was said of an answer, and is written of it, stands in the article that takes its place.
export function keepFeedback(old, turn) {
  const [before, form] = [old, turn].map(formOf);
  if (!before || !form) return;
  draw(form, ratingOf(before), before.querySelector(".told").textContent);
  form.querySelector("textarea").value = before.querySelector("textarea").value;
}

async function rate({ turn, record }, chosen, remark, language, failed) {
  const shown = () => document.querySelector(`[data-turn="${CSS.escape(turn)}"] .feedback`);
  const rating = chosen ?? (shown() && ratingOf(shown()));
  const request = fetch("feedback", posted({ record: JSON.parse(record), rating, remark, language }));
  const answer = request.then((answer) => answer.json());
  const { kept, message } = await answer.catch(() => ({ kept: false, message: failed }));
  if (!shown()) return;
  draw(shown(), kept ? rating : ratingOf(shown()), message);
  say(message);
}

clicks(document, {
  ".feedback button": (button) => {
    const [form, { dataset }] = [button.closest(".feedback"), button.closest("[data-turn]")];
    const { lang } = document.documentElement;
    const remark = form.querySelector("textarea").value;
    line = line.then(() => rate(dataset, button.dataset.rating, remark, lang, form.dataset.failed));
  },
});
