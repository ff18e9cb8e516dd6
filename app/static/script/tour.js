// The tour: made when it is first looked at; its questions are asked in the conversation.
import { ask } from "./conversation.js";
import { clicks, focus, latest, made, page, part, turnTo, whenShown } from "./common.js";
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

function asked({ dataset }) {
  turnTo("ask");
  ask({ question: dataset.question, after: null });
}

clicks(document, {
  "#tour :is(button.walk, button.tour-back)": ({ dataset }) => walk(dataset.document ?? "", true),
  "#tour button.example": asked,
  "#tour a[data-jump]": ({ dataset }) => focus(document.querySelector(`#tour-${dataset.jump}`), "start"),
  "#tour a.source": readFrom,
});
