// The tour: made when it is first looked at; its questions are asked in the conversation.
import { ask } from "./conversation.js";
import { focus, latest, made, page, part, plain, turnTo, whenShown } from "./common.js";
import { readFrom } from "./viewer.js";

let walked = null; // the document that was chosen last, empty for all of them; null while never in sight
const [tour, questions] = [latest(), latest()];

async function walk(chosen, moved) {
  walked = chosen;
  const asked = new URLSearchParams({ document: chosen, language: page.language });
  questions(""); // those of the document before are not waited for any more
  const html = await tour(`tour?${asked}`);
  if (html === null) return;
  part("tour").innerHTML = html;
  if (moved) focus(document.querySelector("#tour-title"), "start");
  const place = part("tour").querySelector(".tour-questions");
  const tried = place && (await questions(`tour/questions?${asked}`));
  if (tried) place.replaceChildren(made(tried));
}

export const walkAgain = () => walked !== null && walk(walked, false);

whenShown("tour", () => walked === null && walk("", false));

document.addEventListener("click", (event) => {
  const [chosen, question, jump, link] = ["button.walk, button.tour-back", "button.example", "a[data-jump]", "a.source"]
    .map((kind) => event.target.closest(`#tour :is(${kind})`));
  if (chosen) walk(chosen.dataset.document ?? "", true);
  if (question) {
    turnTo("ask");
    ask({ question: question.dataset.question, after: null });
  }
  if ((!jump && !link) || !plain(event)) return;
  event.preventDefault();
  if (jump) focus(document.querySelector(`#tour-${jump.dataset.jump}`), "start");
  else readFrom(link);
});
