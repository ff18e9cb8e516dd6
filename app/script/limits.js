// The form that narrows the search.
"use strict";

pykala.limits = (element, trigger) => {
  element.addEventListener("change", () => {
    const fields = [...element.querySelectorAll("select, input")].map(({ name, value }) => [name, value]);
    trigger("select", Object.fromEntries(fields));
  });
};
