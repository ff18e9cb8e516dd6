// Word help: on where an answer asks for it, until somebody switches it; then as they said, here and on
// every later visit.
"use strict";

(() => {
  const key = "pykala-wordhelp";
  let chosen = null;
  try {
    chosen = localStorage.getItem(key);
  } catch {
    // The browser keeps nothing: the switch holds as long as the page is open.
  }

  pykala.drawWordHelp = (element) => {
    for (const part of element.querySelectorAll(".wordhelp")) {
      const on = (chosen ?? part.dataset.help) === "on";
      part.closest(".turn").classList.toggle("helped", on);
      part.querySelector(".help-switch").setAttribute("aria-pressed", String(on));
      part.querySelector(".help-note").hidden = !on;
    }
  };

  // Called with the conversation, in which the switches stand.
  pykala.wordHelp = (element) => {
    element.addEventListener("click", (event) => {
      const button = event.target.closest(".help-switch");
      if (!button) return;
      chosen = button.getAttribute("aria-pressed") === "true" ? "off" : "on";
      try {
        localStorage.setItem(key, chosen);
      } catch {
        // As above.
      }
      pykala.drawWordHelp(element);
    });
  };
})();
