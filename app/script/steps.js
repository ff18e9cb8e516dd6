// The three steps of a first visit: shown until they are closed, then never again in this browser.
"use strict";

pykala.steps = (element, trigger, watch) => {
  const key = "pykala-steps";

  // A browser may refuse to keep anything; then the steps stay away, as they would come back each time.
  function closed() {
    try {
      return localStorage.getItem(key) !== null;
    } catch {
      return true;
    }
  }

  function show() {
    const steps = element.querySelector(".steps");
    if (steps) steps.hidden = closed();
  }

  element.addEventListener("click", (event) => {
    if (!event.target.closest(".steps-done")) return;
    try {
      localStorage.setItem(key, "1");
    } catch {
      // Nothing can be kept: the steps are away for this visit.
    }
    element.querySelector(".steps").hidden = true;
    pykala.focus(pykala.field(), "nearest");
  });
  watch("value", show);
  show();
};
