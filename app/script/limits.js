// The form that narrows the search; what stands in it goes to the server with each question.
"use strict";

pykala.limits = (element) => {
  // The form's fields as JSON, as they stand now.
  pykala.limiting = () => {
    const fields = [...element.querySelectorAll("select, input")].map(({ name, value }) => [name, value]);
    return JSON.stringify(Object.fromEntries(fields));
  };
};
