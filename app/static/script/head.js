// The head: the languages, the views, and the way to the question box.
"use strict";

pykala.header = (element, trigger, watch) => {
  // The server wrote the visitor's language into the page; Gradio writes that of the browser over it.
  const root = document.documentElement;
  let chosen = "";
  // The language that the page is asked to speak.
  pykala.speaking = () => new URLSearchParams({ language: chosen }).toString();
  const keep = () => {
    if (root.lang !== pykala.language) root.lang = pykala.language;
  };
  new MutationObserver(keep).observe(root, { attributes: true, attributeFilter: ["lang"] });
  keep();
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-language]");
    if (button) {
      chosen = button.dataset.language;
      document.cookie = `pykala-language=${chosen}; path=/; max-age=31536000; SameSite=Strict`;
      trigger("select", {});
    }
    const view = event.target.closest("a[data-view]");
    if (view && pykala.plain(event)) {
      event.preventDefault();
      pykala.turnTo(view.dataset.view);
    }
    if (event.target.closest(".skip")) {
      event.preventDefault();
      pykala.turnTo("ask");
      pykala.focus(pykala.field(), "nearest");
    }
  });
  watch("value", () => {
    const head = element.querySelector("[data-language]");
    const before = pykala.language;
    pykala.language = head.dataset.language;
    keep();
    if (pykala.language !== before) {
      pykala.readAgain();
      pykala.walkAgain();
    }
    document.title = head.dataset.title;
    pykala.followView();
  });
  pykala.followView();
};
