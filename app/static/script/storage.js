// What this browser keeps, for good ("local") or for its tab ("session"). A storage may be full or forbidden:
// then the page goes on without it.
"use strict";

// What was stored, null where nothing was; `forbidden` where there is no storage.
pykala.stored = (area, key, forbidden = null) => {
  try {
    return window[`${area}Storage`].getItem(key);
  } catch {
    return forbidden;
  }
};

// Stores a text; null in its place forgets what was stored.
pykala.store = (area, key, text) => {
  try {
    const storage = window[`${area}Storage`];
    if (text === null) storage.removeItem(key);
    else storage.setItem(key, text);
  } catch {
    // It lasts as long as the page.
  }
};
