// The page's script: what only a browser can do. Text comes from the server as HTML that is already
// escaped; nothing here turns text into markup. One file for each part of the page; each adds to `pykala`
// the function that Gradio calls with the part's element once it stands.
"use strict";

window.pykala = {
  // The language of the page, as the server wrote it; Gradio puts the browser's in its place.
  language: document.documentElement.lang,

  // Gradio renders its text box itself; the skip link and our style find it by these names.
  field: () => document.querySelector("#question textarea, #question input"),

  focus(element, block) {
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block });
  },

  // Tells a screen reader something, when it has finished what it is saying. The element stays, as only
  // a change in one that it knows already is told; the same words again are a change only after none.
  say(told) {
    let said = document.querySelector("#said");
    if (!said) {
      said = document.createElement("p");
      said.id = "said";
      said.className = "unseen";
      said.setAttribute("role", "status");
      document.body.append(said);
    }
    said.textContent = "";
    requestAnimationFrame(() => {
      said.textContent = told;
    });
  },

  // Whether two questions say the same, but for spaces and signs that are not seen.
  sameWords(one, other) {
    const bare = (text) => text.replace(/[\s\p{C}\uFFFD]+/gu, "");
    return bare(one) === bare(other);
  },

  // Calls `draw` each time a part has been drawn as it is wanted. What was wanted before, and only now is
  // drawn, is asked for anew: Gradio does that once it is done with what is on its way.
  answering(element, trigger, watch, wanted, draw) {
    watch("value", () => {
      if (element.querySelector("[data-asked]")?.dataset.asked === wanted()) draw();
      else trigger("select", {});
    });
  },

  // Calls `draw` each time a part has been drawn. What came of two kinds of events may be heard of in the other
  // order: then the older drawing gives way to the newer one again. Moments lie in `data-drawn`, in microseconds;
  // one that lies far back is that of a clock that was set.
  drawing(element, watch, props, draw) {
    const late = 60e6;
    let newest = { drawn: 0, value: "" };
    watch("value", () => {
      const drawn = Number(element.querySelector("[data-drawn]")?.dataset.drawn ?? 0);
      if (drawn < newest.drawn && newest.drawn - drawn < late) {
        props.value = newest.value;
        queueMicrotask(draw); // after Gradio has drawn it
        return;
      }
      newest = { drawn, value: props.value };
      draw();
    });
  },

  // Whether a click asks for what its link does here, not for a new tab or window.
  plain: (event) =>
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey,
};
