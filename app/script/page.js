// The page's script: what only a browser can do. Text comes from the server as HTML that is already
// escaped; nothing here turns text into markup.
"use strict";

window.pykala = (() => {
  const opened = { trigger: null, origin: null, wanted: null };
  const reader = () => document.querySelector("#reader .reader");

  // Gradio renders its text box itself; the skip link and our style find it by these names.
  const field = () => document.querySelector("#question textarea, #question input");

  function focus(element, block) {
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block });
  }

  function plain(event) {
    return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  }

  // Opens a place in the reader without leaving the page; the address follows, so that it can be
  // kept, sent and gone back to.
  function read(place, wanted, remember) {
    opened.wanted = wanted;
    if (remember) history.pushState(null, "", place || location.pathname);
    if (place && reader()?.dataset.place === place) show();
    else opened.trigger("select", { place });
  }

  function show() {
    const panel = reader();
    document.body.classList.toggle("reading", Boolean(panel));
    const contents = panel?.querySelector(".contents");
    if (contents) contents.open = getComputedStyle(contents.parentElement).display === "grid";
    if (!panel) {
      const origin = opened.origin?.isConnected ? opened.origin : field();
      if (opened.wanted === "origin") focus(origin, "nearest");
    } else if (opened.wanted === "cited") {
      focus(panel.querySelector("#cited") ?? panel.querySelector("#reader-title"), "center");
    }
    opened.wanted = null;
  }

  function header(element, trigger, watch) {
    const follow = () => {
      const head = element.querySelector("[data-language]");
      document.documentElement.lang = head.dataset.language;
      document.title = head.dataset.title;
    };
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-language]");
      if (button) {
        const language = button.dataset.language;
        document.cookie = `pykala-language=${language}; path=/; max-age=31536000; SameSite=Strict`;
        trigger("select", { language });
      }
      if (event.target.closest(".skip")) {
        event.preventDefault();
        focus(field(), "nearest");
      }
    });
    watch("value", follow);
  }

  function conversation(element, trigger, watch) {
    let before = { turns: 0, waiting: false };
    element.addEventListener("click", (event) => {
      const example = event.target.closest("button[data-question]");
      if (example) {
        trigger("submit", { question: example.dataset.question, plain: example.dataset.plain ?? "" });
        field()?.focus({ preventScroll: true });
      }
      const link = event.target.closest("a.source");
      if (link && plain(event)) {
        event.preventDefault();
        opened.origin = link;
        read(link.getAttribute("href"), "cited", true);
      }
    });
    watch("value", () => {
      const log = element.querySelector("[data-turns]");
      const now = {
        turns: Number(log?.dataset.turns ?? 0),
        waiting: Boolean(log?.querySelector(".searching")),
      };
      const grown = now.turns > before.turns || (before.waiting && !now.waiting);
      if (grown) log.lastElementChild.scrollIntoView({ block: "start" });
      before = now;
    });
  }

  function readerPanel(element, trigger, watch) {
    opened.trigger = trigger;
    opened.wanted = new URLSearchParams(location.search).has("span") ? "cited" : null;
    element.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-section]");
      if (link && plain(event)) {
        event.preventDefault();
        focus(element.querySelector(`#section-${link.dataset.section}`), "start");
      }
      if (event.target.closest(".back")) focus(opened.origin?.isConnected ? opened.origin : field(), "center");
      if (event.target.closest(".close")) read("", "origin", true);
    });
    element.addEventListener("change", (event) => {
      if (event.target.id === "choose-document" && event.target.value) read(event.target.value, null, true);
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") read("", "origin", true);
    });
    window.addEventListener("popstate", () => read(location.search, "cited", false));
    watch("value", show);
  }

  function limits(element, trigger) {
    element.addEventListener("change", () => {
      const fields = [...element.querySelectorAll("select, input")].map(({ name, value }) => [name, value]);
      trigger("select", Object.fromEntries(fields));
    });
  }

  return { header, conversation, limits, reader: readerPanel };
})();
