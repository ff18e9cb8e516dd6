// Copying: what a button says in `data-copy` goes to the clipboard, and that it did is announced.
"use strict";

(() => {
  // The page may be open from another machine without TLS, where browsers keep the clipboard from scripts.
  function byHand(text) {
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "unseen";
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }

  async function put(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return byHand(text);
    }
  }

  pykala.copying = (element) => {
    element.addEventListener("click", async (event) => {
      const button = event.target.closest("button[data-copy]");
      if (!button) return;
      const done = await put(button.dataset.copy);
      button.focus({ preventScroll: true });
      const told = done ? button.dataset.done : button.dataset.failed;
      button.classList.toggle("done", done);
      setTimeout(() => button.classList.remove("done"), 2000);
      pykala.say(told);
    });
  };
})();
