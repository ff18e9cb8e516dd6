// The question box: what is written in it is asked, and stays until it stands in the conversation. What is
// written meanwhile is never wiped away, nor is it by a page that begins anew.
"use strict";

(() => {
  const KEY = `pykala-draft ${location.pathname}`;
  let written = null; // what was sent from the box and does not stand in the conversation yet

  function send() {
    written = pykala.field().value;
    pykala.ask({ question: written, written: "1" });
  }

  // Puts a text into the box as a hand would: Gradio hears of it.
  pykala.put = (text) => {
    const box = pykala.field();
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Called when a question stands in the conversation.
  pykala.taken = (question) => {
    if (written === null || !pykala.sameWords(written, question)) return;
    if (pykala.field()?.value === written) pykala.put("");
    written = null;
  };

  // What was written when the page was left in this tab; once.
  pykala.draft = () => {
    const draft = pykala.stored("session", KEY) ?? "";
    pykala.store("session", KEY, null);
    return draft;
  };

  window.addEventListener("pagehide", () => {
    const early = document.querySelector("#early");
    if (early && !early.value) return; // what was written before has not been taken up yet
    pykala.store("session", KEY, (early ?? pykala.field())?.value || null);
  });

  // Before Gradio: the question and what limits its search go to the server in one event of our own.
  function heard(event) {
    event.preventDefault();
    event.stopPropagation();
    send();
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.target !== pykala.field() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      heard(event);
    },
    true,
  );
  document.addEventListener("click", (event) => event.target.closest("#send") && heard(event), true);
})();
