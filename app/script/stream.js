// The stream in which Gradio hears what came of its events. The server ends it when nothing is on its way; an
// event that is taken up at that moment believes it still open, and what comes of it would be heard of only
// with the next one. So the stream that Gradio reads goes on, in as many of the server's as it takes, for as
// long as an event is on its way.
"use strict";

(() => {
  const asked = window.fetch;
  const joining = new Set(); // requests that bring an event to the server
  const going = new Set(); // events that the server has and is not done with
  const early = new Set(); // events that it was done with before their request was
  const CLOSED = '"close_stream"';
  let wake = () => {}; // called each time a request is done

  async function join(...request) {
    const answer = await asked(...request);
    const { event_id: event } = answer.ok ? await answer.clone().json() : {};
    if (event && !early.delete(event)) going.add(event);
    return answer;
  }

  function heed(message) {
    const { msg, event_id: event } = JSON.parse(message.replace(/^data:/, ""));
    if (msg === "process_completed" && !going.delete(event)) early.add(event);
  }

  // Passes on one stream of the server, message by message, to its end; what closes it is kept back.
  async function pass(body, controller) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let [rest, closing] = ["", ""];
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const messages = (rest + value).split("\n\n");
      rest = messages.pop();
      for (const message of messages) {
        if (message.includes(CLOSED)) closing = message;
        else {
          heed(message);
          controller.enqueue(message + "\n\n");
        }
      }
    }
    controller.enqueue(rest);
    return closing;
  }

  async function listen(request) {
    const first = await asked(request.clone());
    if (!first.ok) return first;
    async function start(controller) {
      try {
        let closing = await pass(first.body, controller);
        while (closing) {
          while (!going.size && joining.size) await new Promise((resolve) => (wake = resolve));
          if (!going.size) break;
          const next = await asked(request.clone());
          if (!next.ok) break;
          closing = await pass(next.body, controller);
        }
        if (closing) controller.enqueue(closing + "\n\n");
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    }
    const whole = new ReadableStream({ start }).pipeThrough(new TextEncoderStream());
    return new Response(whole, { status: first.status, headers: first.headers });
  }

  window.fetch = (...request) => {
    const { pathname } = new URL(request[0].url ?? request[0], location.href);
    if (pathname.endsWith("/queue/data")) return listen(new Request(...request));
    if (!pathname.endsWith("/queue/join")) return asked(...request);
    const joined = join(...request);
    joining.add(joined);
    const settled = () => {
      joining.delete(joined);
      wake();
    };
    joined.then(settled, settled);
    return joined;
  };
})();
