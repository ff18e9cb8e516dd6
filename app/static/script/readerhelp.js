// Word help in the reader: a rendering under each word of what is in sight, asked for section by section.
// The document's own text is not touched: words are put into ruby where they stand, marks around them stay.
"use strict";

(() => {
  let drawn = null;
  let watcher = null;
  let asked = new Map(); // sections to what was asked of them, for one panel and one language

  // The paragraphs of a panel with the section that each stands in, and which of its paragraphs it is.
  function paragraphs(panel) {
    const found = new Map();
    let section = null;
    let at = 0;
    for (const part of panel.querySelector(".text")?.children ?? []) {
      if (part.id.startsWith("section-")) [section, at] = [part.id.replace("section-", ""), 0];
      else if (section && !part.matches(".leaf")) found.set(part, { section, at: at++ });
    }
    return found;
  }

  const spoken = (part) => part.closest("[lang]").lang;

  function wordsOf(panel, section, from, to) {
    if (!asked.has(section)) {
      const doc = new URLSearchParams(panel.dataset.place).get("doc");
      const of = panel.querySelector(".wordhelp").dataset.of;
      asked.set(
        section,
        fetch(`words?${new URLSearchParams({ doc, section, from, to, of })}`)
          .then((answer) => (answer.ok ? answer.json() : []))
          .catch(() => []),
      );
    }
    return asked.get(section);
  }

  // Puts each word into ruby, the last one first, so that the offsets of those before it hold.
  function put(paragraph, words, to) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(), start = 0; node; node = walker.nextNode()) {
      texts.push({ node, start, end: start + node.length });
      start += node.length;
    }
    for (const [start, end, rendering] of words.toReversed()) {
      const held = texts.find((text) => text.start <= start && end <= text.end);
      if (!held) continue; // a page begins inside the word
      // What closes the word stays at it, where a rendering is wider than the word.
      const closes = held.node.data.slice(end - held.start).match(/^[,.;:!?)\]”’»]+/)?.[0].length ?? 0;
      held.node.splitText(end + closes - held.start);
      const word = held.node.splitText(start - held.start);
      const ruby = document.createElement("ruby");
      const under = document.createElement("rt");
      under.lang = to;
      under.setAttribute("aria-hidden", "true");
      under.dataset.word = rendering;
      word.replaceWith(ruby);
      ruby.append(word, under);
      if (/\s$/.test(held.node.data)) ruby.before(document.createElement("wbr"));
    }
  }

  // What is shown stays where it is while the lines around it move apart or together.
  function keeping(panel, change) {
    const middle = window.innerHeight / 2;
    const fixed = [...panel.querySelectorAll(".text > *")].find((part) => part.getBoundingClientRect().bottom > middle);
    const before = fixed?.getBoundingClientRect().top ?? 0;
    change();
    const moved = (fixed?.getBoundingClientRect().top ?? 0) - before;
    if (moved) (scroller(panel) ?? window).scrollBy({ top: moved, behavior: "instant" });
  }

  function scroller(panel) {
    const around = panel.closest("#reader");
    return getComputedStyle(around).overflowY === "auto" ? around : null;
  }

  // Draws the help of a panel as it is switched, for the answer's reader where an answer led here.
  pykala.drawReaderHelp = (panel, answered) => {
    const part = panel.querySelector(".wordhelp");
    if (!part) return;
    const to = answered?.dataset.to ?? pykala.language;
    const all = paragraphs(panel);
    part.hidden = ![...all.keys()].some((paragraph) => spoken(paragraph) !== to);
    part.dataset.help = answered?.dataset.help ?? "off";
    if (drawn !== panel || part.dataset.to !== to) {
      drawn = panel;
      part.dataset.to = to;
      asked = new Map();
      watcher?.disconnect();
      watcher = null;
      for (const ruby of panel.querySelectorAll(".text ruby")) ruby.replaceWith(ruby.firstChild);
    }
    const on = !part.hidden && pykala.helpOn(part);
    if (on !== panel.classList.contains("helped")) keeping(panel, () => pykala.switchHelp(part, panel, on));
    if (!on || watcher) return;
    const shown = async (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        const { section, at } = all.get(target);
        const words = await wordsOf(panel, section, spoken(target), to);
        if (target.isConnected && part.dataset.to === to) put(target, words[at] ?? [], to);
      }
    };
    watcher = new IntersectionObserver(shown, { root: scroller(panel), rootMargin: "50%" });
    for (const paragraph of all.keys()) if (spoken(paragraph) !== to) watcher.observe(paragraph);
  };
})();
