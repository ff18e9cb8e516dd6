// The reader: opened from a citation or by the address, closed to where one came from.
"use strict";

(() => {
  const opened = { trigger: null, origin: null, wanted: null };
  const reader = () => document.querySelector("#reader .reader");
  const origin = () => (opened.origin?.isConnected ? opened.origin : pykala.field());

  // Opens a place in the reader without leaving the page; the address follows, so that it can be
  // kept, sent and gone back to.
  function read(place, wanted, remember) {
    opened.wanted = wanted;
    if (remember) history.pushState(null, "", pykala.address(place));
    if (place && reader()?.dataset.place === place) show();
    else opened.trigger("select", { place });
  }

  function show() {
    const panel = reader();
    document.body.classList.toggle("reading", Boolean(panel));
    const contents = panel?.querySelector(".contents");
    if (contents) contents.open = getComputedStyle(contents.parentElement).display === "grid";
    if (!panel) {
      if (opened.wanted === "origin") pykala.focus(origin(), "nearest");
    } else if (opened.wanted === "cited") {
      pykala.focus(panel.querySelector("#cited") ?? panel.querySelector("#reader-title"), "center");
    }
    opened.wanted = null;
  }

  // Opens what a link of the page cites; closing the reader leads back to the link.
  pykala.readFrom = (link) => {
    opened.origin = link;
    read(link.getAttribute("href"), "cited", true);
  };

  pykala.reader = (element, trigger, watch) => {
    opened.trigger = trigger;
    opened.wanted = new URLSearchParams(location.search).has("span") ? "cited" : null;
    element.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-section]");
      if (link && pykala.plain(event)) {
        event.preventDefault();
        pykala.focus(element.querySelector(`#section-${link.dataset.section}`), "start");
      }
      if (event.target.closest(".back")) pykala.focus(origin(), "center");
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
  };
})();
