// The conversation's history: records of answered turns, kept in this browser's own storage and nowhere
// else. They hold where answers stand; the server reads the words from the documents again.
"use strict";

(() => {
  const KEY = `pykala-conversation ${location.pathname}`;
  const MOST = 50;
  const known = new Set(); // the turns that this page has kept or been given

  function kept() {
    try {
      const found = JSON.parse(pykala.stored("local", KEY) ?? "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return []; // something else lies there
    }
  }

  function keep(records) {
    pykala.store("local", KEY, JSON.stringify(records.slice(-MOST)));
  }

  // Keeps the turns that are new here; those that another window has kept meanwhile stay.
  pykala.remember = (log) => {
    const fresh = [...log.querySelectorAll("[data-record]")].filter(({ dataset }) => !known.has(dataset.turn));
    if (!fresh.length) return;
    const before = kept().filter(({ id }) => !fresh.some(({ dataset }) => dataset.turn === id));
    keep([...before, ...fresh.map(({ dataset }) => JSON.parse(dataset.record))]);
    for (const { dataset } of fresh) known.add(dataset.turn);
  };

  // Asks the server to draw what was kept, if anything was.
  pykala.recall = (trigger) => {
    const records = kept();
    for (const { id } of records) known.add(id);
    if (records.length) trigger("restore", { kept: JSON.stringify(records) });
  };

  pykala.isKept = (turn) => known.has(turn);

  pykala.forget = () => pykala.store("local", KEY, null);
})();
