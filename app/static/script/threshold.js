// The threshold: from the first moment there is a box to write in. What is written there goes over into
// Gradio's own box once the page answers; what was sent there is then asked, once.
"use strict";

(() => {
  const TOLD_AFTER = 1000; // milliseconds; a page that is there at once need not say that it was not
  const LONG = 15000;
  const root = document.documentElement;
  let kept = false; // whether the question has been sent
  let told = false; // whether a screen reader has been told of the waiting
  let writing = false; // whether a character is being put together, which a change of box would break off

  const threshold = () => document.querySelector(".threshold");
  const field = () => document.querySelector("#early");

  function tell(words) {
    const line = threshold()?.querySelector(".arriving");
    if (!line) return;
    line.textContent = words;
    pykala.say(words);
    told = true;
  }

  function send() {
    if (kept || !field().value.trim()) return;
    kept = true;
    field().readOnly = true;
    tell(threshold().dataset.kept);
  }

  function cross() {
    const early = field();
    const box = pykala.field();
    early.value ||= pykala.draft();
    const { value, selectionStart, selectionEnd } = early;
    const here = document.activeElement === early;
    const done = told ? threshold().dataset.ready : "";
    threshold().remove();
    root.classList.remove("waits");
    if (value) pykala.put(value);
    if (here) {
      box.focus({ preventScroll: true });
      box.setSelectionRange(selectionStart, selectionEnd);
    }
    if (kept) document.querySelector("#send").click();
    else if (done) pykala.say(done);
  }

  // Called each time the conversation is drawn, which the server has then done: all events are bound.
  pykala.arrive = () => {
    if (!threshold()) return;
    if (!pykala.field() || !document.querySelector("#send")) setTimeout(pykala.arrive, 50);
    else if (writing) field().addEventListener("compositionend", () => setTimeout(pykala.arrive), { once: true });
    else cross();
  };

  root.classList.add("waits");
  // On the document, as the box is not there yet: nothing that is done in it comes too early.
  document.addEventListener("submit", (event) => {
    if (!event.target.closest(".threshold")) return;
    event.preventDefault();
    send();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  document.addEventListener("compositionstart", () => (writing = true));
  document.addEventListener("compositionend", () => (writing = false));
  setTimeout(() => !kept && tell(threshold()?.querySelector(".arriving").textContent), TOLD_AFTER);
  setTimeout(() => tell(threshold()?.dataset.long), LONG);
})();
