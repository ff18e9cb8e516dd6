// What all parts of the page share. Text comes from the server as HTML that is escaped; nothing here makes markup of it.

// The language of the page, as the server wrote it, and what stands around the conversation in it, to be copied.
export const page = {
  language: document.documentElement.lang,
  frame: null,
  copyOf: (name) => [...page.frame.querySelector(`[data-part=${name}]`).cloneNode(true).children],
};

// Gradio's own box, the place on the page where a part of a name stands, and the nodes of HTML.
export const field = () => document.querySelector("#question textarea, #question input");
export const part = (name) => document.querySelector(`#${name} .part`);
export const made = (html) => document.createRange().createContextualFragment(html);

// Puts a text into the box as a hand would: Gradio hears of it.
export function write(text) {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

export function focus(element, block) {
  if (!element) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block });
}

// Tells a screen reader something, when it has finished what it is saying. The element stays, as only a change in one
// that it knows already is told; the same words again are a change only after none.
export function say(words) {
  if (!document.querySelector("#said")) document.body.append(made('<p id="said" class="unseen" role="status"></p>'));
  const said = document.querySelector("#said");
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = words));
}

// Acts on clicks in a place: by selector, what a click on such an element does. A link does it in place of leading away,
// where the click asks for no new tab or window.
export function clicks(place, acts) {
  place.addEventListener("click", (event) => {
    const { metaKey, ctrlKey, shiftKey, altKey } = event;
    const hit = Object.entries(acts).map(([kind, act]) => [event.target.closest(kind), act]);
    for (const [one, act] of hit) {
      if (!one || (one.matches("a") && (metaKey || ctrlKey || shiftKey || altKey))) continue;
      if (one.matches("a")) event.preventDefault();
      act(one, event);
    }
  });
}

// The views of the page: one is in sight, and the address says which (`?view=tour`; none is the first).
const shown = {};
const current = () => new URLSearchParams(location.search).get("view") ?? "ask";
export const whenShown = (view, act) => (shown[view] = act); // each time

export function followView() {
  const view = current();
  document.documentElement.dataset.view = view;
  for (const link of document.querySelectorAll("a[data-view]"))
    link.ariaCurrent = link.dataset.view === view ? "page" : null;
  shown[view]?.();
}

// The address of a place (`?doc=…`, or nothing) in a view, the one in sight where none is named.
export function address(place, view = current()) {
  const fields = new URLSearchParams(place);
  if (view !== "ask") fields.set("view", view);
  const query = fields.toString();
  return query ? `?${query}` : location.pathname;
}

// Shows a view, and what is being read beside it stays.
export function turnTo(view) {
  const place = new URLSearchParams(location.search);
  place.delete("view");
  history.pushState(null, "", address(place, view));
  followView();
}

// What this browser keeps, for good ("local") or for its tab ("session"). A storage may be full or forbidden:
// then the page goes on without it. Null where nothing was stored; `forbidden` where there is no storage.
export function stored(area, key, forbidden = null) {
  try {
    return window[`${area}Storage`].getItem(key);
  } catch {
    return forbidden;
  }
}

// Stores a text; null in its place forgets what was stored.
export function store(area, key, text) {
  try {
    if (text === null) window[`${area}Storage`].removeItem(key);
    else window[`${area}Storage`].setItem(key, text);
  } catch {
    // It lasts as long as the page.
  }
}

// Asks the server for HTML; throws where it does not come. What is not there has HTML that says so.
async function fetched(address, request) {
  const answer = await fetch(address, request);
  if (answer.status === 401) location.reload(); // to the page that asks for the password
  if (!answer.ok && answer.status !== 404) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

// Something that asks the server so that the last time counts: what was asked before is given up. Null where
// that happened, and where the server cannot be reached, which is told.
export function latest() {
  let last = new AbortController();
  return async (address, request = {}) => {
    last.abort();
    const { signal } = (last = new AbortController());
    try {
      return await (address && fetched(address, { ...request, signal }));
    } catch {
      if (!signal.aborted) lost();
      return null;
    }
  };
}

const headers = { "Content-Type": "application/json" };
export const posted = (body) => ({ method: "POST", headers, body: JSON.stringify(body) });
// The connection is lost: that is told, until the server answers again.
let waiting = false;
export async function lost() {
  document.body.classList.add("cut-off");
  if (waiting) return;
  waiting = true;
  do await new Promise((resolve) => setTimeout(resolve, 2000));
  while (!(await fetched(`frame?language=${page.language}`).catch(() => null)));
  waiting = false;
  document.body.classList.remove("cut-off");
}

// Lists of documents (`data-from`) are searched by the field beside them and grow by their last line. A click or an arrow
// opens one, passing by does not; Escape closes it.
const listing = latest();
const listOf = ({ target }) => target.matches("input[type=search]") && target.parentElement.querySelector("[data-from]");

async function search(event) {
  const list = listOf(event);
  if (!list || (event.type !== "input" && list.childElementCount)) return;
  const html = await listing(`${list.dataset.from}&${new URLSearchParams({ search: event.target.value })}`);
  if (html === null) return;
  list.innerHTML = html;
  list.scrollIntoView({ block: "nearest" }); // from below the question box
}

async function more(link) {
  const html = await listing(link.getAttribute("href"));
  if (html === null) return;
  const fresh = made(html);
  const first = fresh.querySelector("a, button");
  link.closest("li").replaceWith(fresh);
  first?.focus();
}

function keyed(event) {
  const list = event.target.closest("[data-from]") ?? listOf(event);
  if (event.key === "ArrowDown") search(event);
  if (event.key !== "Escape" || !list?.childElementCount) return;
  event.stopPropagation();
  list.parentElement.querySelector("input").focus();
  list.replaceChildren();
}
for (const type of ["input", "click"]) document.addEventListener(type, search);
document.addEventListener("keydown", keyed, true);
clicks(document, { ".more-documents": more, "button[data-copy], button.share": copy });

// Copies: what a button says in `data-copy` goes to the clipboard, with the whole address of its `data-link`, and that
// it did is announced. What is to be shared is, where the browser can; elsewhere its address is copied.
async function copy(button) {
  const { copy: text, link, title } = button.dataset;
  const url = link && new URL(link, location.href).href;
  if (button.matches(".share") && navigator.share) return navigator.share({ title, url }).catch(() => null);
  const done = await copied([text, url].filter(Boolean).join("\n"));
  button.focus({ preventScroll: true });
  button.classList.toggle("done", done);
  setTimeout(() => button.classList.remove("done"), 2000);
  say(done ? button.dataset.done : button.dataset.failed);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The page may be open from another machine without TLS, where browsers keep the clipboard from scripts.
    const box = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}
