// The stream in which Gradio hears what came of its events. The server ends it when nothing is on its way; an
// event that is taken up at that moment believes it still open, and what comes of it would be heard of only
// with the next one. So the stream that Gradio reads goes on, in as many of the server's as it takes, for as
// long as an event is on its way. It has an end though the server's is cut off, or Gradio would take it for open
// and hear of nothing more.
"use strict";

(() => {
  const asked = window.fetch;
  const joining = new Set(); // requests that bring an event to the server
  const going = new Set(); // events that the server has and is not done with
  const early = new Set(); // events that it was done with before their request was
  const saying = (msg, event) => `data: ${JSON.stringify({ msg, event_id: event })}\n\n`;
  let wake = () => {}; // called each time a request is done

  async function join(...request) {
    const answer = await asked(...request);
    const { event_id: event } = answer.ok ? await answer.clone().json() : {};
    if (event && !early.delete(event)) going.add(event);
    return answer;
  }

  // Passes on one stream of the server, message by message; whether it came to the end that the server sets,
  // which is kept back.
  async function pass(request, controller) {
    const answer = await asked(request.clone());
    if (!answer.ok) return false;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let [rest, whole] = ["", false];
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const messages = (rest + value).split("\n\n");
      rest = messages.pop();
      for (const message of messages) {
        const { msg, event_id: event } = JSON.parse(message.replace(/^data:/, ""));
        if (msg === "process_completed" && !going.delete(event)) early.add(event);
        if (msg === "close_stream") whole = true;
        else controller.enqueue(message + "\n\n");
      }
    }
    return whole;
  }

  // Tells each event that is on its way that nothing more will be heard of it.
  function breakOff(controller) {
    for (const event of going) controller.enqueue(saying("broken_connection", event));
    going.clear();
  }

  async function listen(request) {
    async function start(controller) {
      do {
        const whole = await pass(request, controller).catch(() => false);
        if (!whole) breakOff(controller);
        while (!going.size && joining.size) await new Promise((resolve) => (wake = resolve));
      } while (going.size);
      controller.enqueue(saying("close_stream"));
      controller.close();
    }
    const body = new ReadableStream({ start }).pipeThrough(new TextEncoderStream());
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
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
