// The three steps of a first visit: shown until they are closed, then never again in this browser.
"use strict";

pykala.steps = (element, trigger, watch) => {
  const key = "pykala-steps";

  // A browser may refuse to keep anything; then the steps stay away, as they would come back each time.
  const closed = () => pykala.stored("local", key, "1") !== null;

  function show() {
    const steps = element.querySelector(".steps");
    if (steps) steps.hidden = closed();
  }

  element.addEventListener("click", (event) => {
    if (!event.target.closest(".steps-done")) return;
    pykala.store("local", key, "1");
    element.querySelector(".steps").hidden = true;
    pykala.focus(pykala.field(), "nearest");
  });
  watch("value", show);
  show();
};
