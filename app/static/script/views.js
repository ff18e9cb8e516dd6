// The views of the page: one is in sight, and the address says which (`?view=tour`; none is the first).
"use strict";

(() => {
  const shown = {};

  const current = () => new URLSearchParams(location.search).get("view") ?? "ask";

  function follow() {
    const view = current();
    document.documentElement.dataset.view = view;
    for (const link of document.querySelectorAll("a[data-view]")) {
      if (link.dataset.view === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    shown[view]?.();
  }

  // The address of a place (`?doc=…`, or nothing) in a view, the one in sight where none is named.
  pykala.address = (place, view = current()) => {
    const fields = new URLSearchParams(place);
    if (view !== "ask") fields.set("view", view);
    const query = fields.toString();
    return query ? `?${query}` : location.pathname;
  };

  // Shows a view, and what is being read beside it stays.
  pykala.turnTo = (view) => {
    const place = new URLSearchParams(location.search);
    place.delete("view");
    history.pushState(null, "", pykala.address(place, view));
    follow();
  };

  // Calls a function each time a view comes in sight, and at once where it is.
  pykala.whenShown = (view, act) => {
    shown[view] = act;
    if (current() === view) act();
  };

  pykala.followView = follow;
  window.addEventListener("popstate", follow);
  follow();
})();
