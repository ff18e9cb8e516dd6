// The head: the languages, the views, and the way to the question box.
"use strict";

pykala.header = (element, trigger, watch) => {
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
    pykala.language = document.documentElement.lang = head.dataset.language;
    document.title = head.dataset.title;
    pykala.followView();
  });
  document.documentElement.lang = pykala.language;
  pykala.followView();
};
