// The form that narrows the search; what stands in it goes to the server with each question, and stays when
// the form is drawn in another language.
"use strict";

pykala.limits = (element, trigger, watch) => {
  const kept = {}; // what was chosen, by the names of the fields
  let open = false;
  const fields = () => [...element.querySelectorAll("select, input")];

  // The form's fields as JSON, as they stand now.
  pykala.limiting = () => JSON.stringify(Object.fromEntries(fields().map(({ name, value }) => [name, value])));

  element.addEventListener("change", ({ target }) => {
    kept[target.name] = target.value;
  });
  element.addEventListener("toggle", ({ target }) => (open = target.open), true);
  watch("value", () => {
    for (const field of fields()) {
      field.value = kept[field.name] ?? "";
      if (field.selectedIndex < 0) field.value = ""; // a document that is no longer there
    }
    for (const details of element.querySelectorAll("details")) details.open = open;
  });
};
