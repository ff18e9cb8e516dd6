// The head: the languages, the views, and the way to the question box.
"use strict";

pykala.header = (element, trigger, watch) => {
  // The server wrote the visitor's language into the page; Gradio writes that of the browser over it.
  const root = document.documentElement;
  const keep = () => {
    if (root.lang !== pykala.language) root.lang = pykala.language;
  };
  new MutationObserver(keep).observe(root, { attributes: true, attributeFilter: ["lang"] });
  keep();
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-language]");
    if (button) {
      const language = button.dataset.language;
      document.cookie = `pykala-language=${language}; path=/; max-age=31536000; SameSite=Strict`;
      trigger("select", { language });
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
    pykala.language = head.dataset.language;
    keep();
    document.title = head.dataset.title;
    pykala.followView();
  });
  pykala.followView();
};
