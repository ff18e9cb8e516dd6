// Conversations: the records of all answered turns lie in this browser's storage and nowhere else, in the order of their
// answers, each with the conversation that it is of (the id of its first turn). Which one is open is a tab's own choice;
// a tab that has made none shows the newest.
import { page, part, store, stored } from "./common.js";

const KEY = `pykala-conversation ${location.pathname}`;
const OPEN = `pykala-open ${location.pathname}`;
const MOST = 500; // the records of all conversations together
const MOST_LISTED = 20;
const EARLIER = "-"; // the conversation of records from before there were several
let chosen = stored("session", OPEN); // the open conversation, empty for a new one; null while nothing was chosen
let removed = []; // the records of the conversation that was deleted last

function all() {
  try {
    const found = JSON.parse(stored("local", KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((record) => record && typeof record === "object") : [];
  } catch {
    return []; // something else lies there
  }
}

const talkOf = (record) => String(record.talk ?? EARLIER);
const keepAll = (records) => store("local", KEY, records.length ? JSON.stringify(records.slice(-MOST)) : null);

function current() {
  const last = all().at(-1);
  return chosen ?? (last ? talkOf(last) : "");
}

// The records of the open conversation.
export const records = () => all().filter((record) => talkOf(record) === current());

// Opens a conversation; an empty id begins a new one.
export function open(id) {
  chosen = id;
  store("session", OPEN, id);
}

// Keeps a record in the open conversation; those that another window has kept meanwhile stay.
export function keep(record) {
  open(current() || record.id);
  keepAll([...all(), { ...record, talk: chosen }]);
}

// Deletes the open conversation, until it is brought back or another one is deleted.
export function remove() {
  removed = records();
  keepAll(all().filter((record) => talkOf(record) !== current()));
  open("");
}

export function bringBack() {
  if (!removed.length) return;
  keepAll([...all(), ...removed]);
  open(talkOf(removed[0]));
  removed = [];
}

// Lists the other conversations by their first questions, the newest first, and says that one has been deleted.
export function list() {
  const groups = new Map();
  for (const record of all()) {
    const talk = talkOf(record);
    if (talk !== current() && typeof record.question === "string")
      groups.set(talk, [...(groups.get(talk) ?? []), record.question]);
  }
  const place = part("talks");
  const unfolded = place.querySelector("details")?.open;
  place.replaceChildren(...page.copyOf("talks"));
  const [talks, summary] = ["details", "summary"].map((tag) => place.querySelector(tag));
  summary.textContent = summary.dataset.told.replace("{count}", groups.size);
  talks.hidden = !groups.size;
  talks.open = Boolean(unfolded && groups.size);
  const line = talks.querySelector("li");
  const lines = [...groups].reverse().slice(0, MOST_LISTED).map(([talk, [question]]) => {
    const one = line.cloneNode(true);
    const button = one.querySelector("button");
    button.dataset.talk = talk;
    button.textContent = question;
    return one;
  });
  line.parentElement.replaceChildren(...lines);
  place.querySelector(".removed").hidden = !removed.length;
}

// Hands a file to the browser, which saves it.
export function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
