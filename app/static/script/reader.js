// The reader: opened from a citation or by the address, closed to where one came from.
"use strict";

(() => {
  // `place` is the one to be read, as a query, and `wanted` how it is to be shown once it is there.
  const opened = { trigger: null, origin: null, place: "", wanted: null, reading: null };
  const reader = () => document.querySelector("#reader .reader");
  const origin = () => (opened.origin?.isConnected ? opened.origin : pykala.field());

  // Opens a place in the reader without leaving the page; the address follows, so that it can be
  // kept, sent and gone back to.
  function read(place, wanted, remember) {
    opened.place = place;
    opened.wanted = wanted;
    if (remember) history.pushState(null, "", pykala.address(place));
    const drawn = document.querySelector("#reader [data-asked]")?.dataset.asked;
    if (drawn === pykala.reading()) show();
    else opened.trigger("select", {});
  }

  // What the reader is asked to show: a place, or none, in the language of the page.
  pykala.reading = () => {
    const place = new URLSearchParams(opened.place);
    const named = ["doc", "span", "check"].filter((name) => place.has(name)).map((name) => [name, place.get(name)]);
    return new URLSearchParams([...named, ["language", pykala.language]]).toString();
  };

  pykala.readAgain = () => opened.place && opened.trigger("select", {});

  const beside = () => getComputedStyle(document.querySelector("#reader")).overflowY === "auto";

  // The question of what was clicked stays where it is while the text below it is set anew in a column of
  // another width; where it is out of sight, what was clicked does, or else what stands first in sight.
  // Where the document opens below the talk, nothing is kept.
  function keeping(change) {
    const inSight = (part) => {
      const { top, bottom } = part?.getBoundingClientRect() ?? { top: 0, bottom: -1 };
      return top >= 0 && bottom <= window.innerHeight;
    };
    const link = opened.origin?.isConnected ? opened.origin : null;
    const parts = [...document.querySelectorAll(":is(.turn, .tour, .conversation) > *")];
    const fixed = [link?.closest(".turn")?.querySelector(".asked"), link, ...parts].find(inSight);
    const clicked = inSight(link);
    const before = fixed?.getBoundingClientRect().top;
    const had = beside();
    change();
    const moved = had || beside() ? fixed?.getBoundingClientRect().top - before : 0;
    if (moved) window.scrollBy({ top: moved, behavior: "instant" });
    if (clicked && beside()) link.scrollIntoView({ block: "nearest" });
  }

  function show() {
    keeping(draw);
    opened.wanted = null;
  }

  function draw() {
    const panel = reader();
    document.body.classList.toggle("reading", Boolean(panel));
    const contents = panel?.querySelector(".contents");
    if (contents) contents.open = getComputedStyle(contents.parentElement).display === "grid";
    if (!panel) {
      if (opened.wanted === "origin") back("nearest");
    } else {
      follow(panel);
      const cited = panel.querySelector("#cited") ?? panel.querySelector("#reader-title");
      if (opened.wanted === "cited") pykala.focus(cited, "center");
      if (opened.wanted === "step") cited.scrollIntoView({ block: "center" });
      current(panel);
    }
  }

  function back(block) {
    const link = origin();
    for (let fold = link?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    pykala.focus(link, block);
  }

  // The places of the answer that the open place belongs to, and which of them it is.
  function places() {
    const place = reader()?.dataset.place;
    if (!opened.origin?.isConnected || opened.origin.getAttribute("href") !== place) {
      opened.origin = [...document.querySelectorAll("a.source")].find((a) => a.getAttribute("href") === place);
    }
    const links = [...(opened.origin?.closest(".turn")?.querySelectorAll(".citation a.source") ?? [])];
    const each = links.filter((a, at) => links.findIndex((b) => b.href === a.href) === at);
    return { each, at: each.findIndex((a) => a.getAttribute("href") === place) };
  }

  // Shows the way to the answer's other places, where it has any.
  function follow(panel) {
    const { each, at } = places();
    pykala.drawReaderHelp(panel, opened.origin?.closest(".turn")?.querySelector(".wordhelp"));
    const steps = panel.querySelector(".places");
    steps.hidden = at < 0 || each.length < 2;
    if (steps.hidden) return;
    const told = steps.querySelector(".at");
    told.textContent = told.dataset.told.replace("{number}", at + 1).replace("{count}", each.length);
    steps.querySelector(".previous").disabled = at === 0;
    steps.querySelector(".next").disabled = at === each.length - 1;
    if (opened.wanted !== "step") return;
    pykala.say(`${told.textContent}: ${each[at].textContent}`);
    if (document.activeElement?.disabled || document.activeElement === document.body) {
      steps.querySelector("button:enabled").focus({ preventScroll: true });
    }
  }

  function step(by) {
    const { each, at } = places();
    const link = each[at + by];
    if (!link) return;
    opened.origin = link;
    read(link.getAttribute("href"), "step", true);
  }

  // The contents show which section is being read: the last one whose heading has passed the middle.
  function current(panel) {
    const middle = window.innerHeight / 2;
    const headings = [...panel.querySelectorAll(".text [id^='section-']")];
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < middle);
    const number = (passed.at(-1) ?? headings[0])?.id.replace("section-", "");
    const here = panel.querySelector(`a[data-section="${number}"]`);
    if (!here || here === opened.reading) return;
    opened.reading = here;
    for (const link of panel.querySelectorAll("a[data-section][aria-current]")) link.removeAttribute("aria-current");
    here.setAttribute("aria-current", "location");
    const nav = panel.querySelector(".contents");
    const { top, bottom } = here.getBoundingClientRect();
    const frame = nav.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom) nav.scrollTop += top - frame.top - frame.height / 3;
  }

  // Opens what a link of the page cites; closing the reader leads back to the link.
  pykala.readFrom = (link) => {
    opened.origin = link;
    read(link.getAttribute("href"), "cited", true);
  };

  pykala.reader = (element, trigger, watch) => {
    opened.trigger = trigger;
    pykala.wordHelp(element);
    element.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-section]");
      if (link && pykala.plain(event)) {
        event.preventDefault();
        pykala.focus(element.querySelector(`#section-${link.dataset.section}`), "start");
      }
      const button = event.target.closest("button");
      if (button?.matches(".back")) back("center");
      if (button?.matches(".close")) read("", "origin", true);
      if (button?.matches(".previous")) step(-1);
      if (button?.matches(".next")) step(1);
    });
    element.addEventListener("change", (event) => {
      if (event.target.id === "choose-document" && event.target.value) read(event.target.value, null, true);
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") read("", "origin", true);
    });
    let due = false;
    const scrolled = () => {
      if (due || !reader()) return;
      due = true;
      requestAnimationFrame(() => {
        due = false;
        if (reader()) current(reader());
      });
    };
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    window.addEventListener("popstate", () => read(location.search, "cited", false));
    pykala.answering(element, trigger, watch, pykala.reading, show);
    const place = new URLSearchParams(location.search);
    if (place.has("doc")) read(location.search, place.has("span") ? "cited" : null, false);
  };

  // The conversation has been drawn: what is being read may belong to an answer of it.
  pykala.followReader = () => reader() && follow(reader());
})();
