// What pages can't do without a script: hear of changes, say so, keep what is being written.
// Without it every page still works; it is loaded again by hand then.
(() => {
  "use strict";
  const progress = document.getElementById("progress");
  const signedOut = document.getElementById("signed-out");
  const page = document.querySelector("[data-ticket]");
  const isLive = document.querySelector(".live") !== null;
  const AT_MOST_EVERY = 4000;

  function sayGoodbye() {
    signedOut.hidden = false;
  }

  // Many pages hear of a change at once: each asks a moment later, and not too often.
  let waiting = 0;
  function refresh() {
    if (waiting) return;
    waiting = setTimeout(() => {
      waiting = 0;
      htmx.trigger(document.body, "live");
    }, 150 + Math.random() * (page ? 300 : AT_MOST_EVERY));
  }

  function listen() {
    const stream = new EventSource("/console/live");
    stream.addEventListener("tickets", (event) => {
      if (document.querySelector("[data-campaigns]")) return;
      if (!page || event.data.split(",").includes(page.dataset.ticket)) refresh();
    });
    stream.addEventListener("campaigns", () => {
      if (document.querySelector("[data-campaigns]")) refresh();
    });
    stream.addEventListener("signed-out", () => {
      stream.close();
      sayGoodbye();
    });
    // A page that is left must not hold a connection: browsers allow six for a site.
    addEventListener("pagehide", () => stream.close());
  }

  // A part that has not changed is not sent again, so that nobody loses place or selection.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const have = event.detail.elt.dataset.have;
    if (have) event.detail.parameters.have = have;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const part = event.detail.elt;
    const status = event.detail.xhr.status;
    if (status === 401) sayGoodbye();
    const digest = event.detail.xhr.getResponseHeader("X-Have");
    if (digest) part.dataset.have = digest;
    if (part.dataset.kept && status === 204) document.getElementById("kept").textContent = part.dataset.kept;
  });

  // Which parts are folded, and what is new, survives a part's renewal.
  const folded = new WeakMap();
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const part = event.detail.target;
    folded.set(part, [...part.querySelectorAll("details")].map((one) => one.open));
    part.dataset.count = part.querySelectorAll(".said").length;
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const part = event.detail.target;
    const states = folded.get(part) ?? [];
    part.querySelectorAll("details").forEach((one, at) => {
      if (at in states) one.open = states[at];
    });
    const messages = part.querySelectorAll(".said");
    if (messages.length > Number(part.dataset.count ?? 0) && part.id === "talk") {
      progress.textContent = messages[messages.length - 1].querySelector(".who").textContent;
    }
  });

  // A form goes out once, however often the button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  const reply = document.getElementById("reply");
  reply?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      reply.form.requestSubmit(document.getElementById("send"));
    }
  });

  if (isLive) listen();
})();
