// Word help: on where an answer asks for it, until somebody switches it; then as they said, here and on
// every later visit.
"use strict";

(() => {
  const key = "pykala-wordhelp";
  let chosen = pykala.stored("local", key);

  pykala.helpOn = (part) => (chosen ?? part.dataset.help) === "on";

  // Shows or hides the help of what stands around a switch.
  pykala.switchHelp = (part, around, on) => {
    around.classList.toggle("helped", on);
    part.querySelector(".help-switch").setAttribute("aria-pressed", String(on));
    part.querySelector(".help-note").hidden = !on;
  };

  pykala.drawWordHelp = () => {
    for (const part of document.querySelectorAll(":is(.turn, .tour) .wordhelp")) {
      pykala.switchHelp(part, part.closest(".turn, .tour"), pykala.helpOn(part));
    }
  };

  // Called with the parts of the page in which switches stand.
  pykala.wordHelp = (element) => {
    element.addEventListener("click", (event) => {
      const button = event.target.closest(".help-switch");
      if (!button) return;
      chosen = button.getAttribute("aria-pressed") === "true" ? "off" : "on";
      pykala.store("local", key, chosen);
      pykala.drawWordHelp();
      pykala.followReader();
    });
  };
})();
