// Sends messages without reloading the page. Each message becomes a small form in the log that
// keeps its text and its one-time id until the server has answered, so that nothing is lost and a
// second try is the same message. Without this script the page's own forms do the work.
(() => {
  "use strict";
  const log = document.getElementById("log");
  const composer = document.getElementById("composer");
  const question = document.getElementById("question");
  const progress = document.getElementById("progress");
  const outbox = document.getElementById("outbox");
  const isTouch = window.matchMedia("(pointer: coarse)").matches;
  const TOO_LONG = 413;
  const TOO_MANY = 429;

  // crypto.randomUUID is missing where the page is served without TLS.
  const freshId = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");

  const waitingForms = new WeakMap();

  function reveal(item) {
    log.querySelector("#newest")?.removeAttribute("id");
    item.id = "newest";
    item.scrollIntoView({ block: "start" });
  }

  function deliver(item) {
    item.classList.remove("failed");
    item.classList.add("pending");
    item.querySelector(".failure").hidden = true;
    progress.textContent = outbox.dataset.busy;
    htmx.trigger(item, "deliver");
  }

  function post(name, value, shown, origin) {
    const item = outbox.content.firstElementChild.cloneNode(true);
    const content = item.querySelector(".content");
    content.name = name;
    content.value = value;
    item.elements.message_id.value = origin.elements.message_id.value;
    origin.elements.message_id.value = freshId();
    item.querySelector(".said").textContent = shown;
    waitingForms.set(item, origin);
    origin.dataset.waiting = "";
    document.getElementById("welcome")?.remove();
    log.append(item);
    htmx.process(item);
    reveal(item);
    deliver(item);
    return item;
  }

  function settle(item) {
    delete waitingForms.get(item)?.dataset.waiting;
    item.classList.remove("pending");
    // A password or number typed by mistake does not stay on the screen either.
    // It came in with the answer, which stands after the item.
    const kept = item.nextElementSibling?.closest(".kept");
    if (kept) item.querySelector(".said").textContent = kept.textContent;
    kept?.remove();
    item.querySelectorAll("input, .waiting, .failure").forEach((part) => part.remove());
    progress.textContent = outbox.dataset.done;
    item.scrollIntoView({ block: "start" });
  }

  function fail(item, status) {
    delete waitingForms.get(item)?.dataset.waiting;
    const isTooLong = status === TOO_LONG;
    const reasons = { [TOO_LONG]: outbox.dataset.long, [TOO_MANY]: outbox.dataset.many };
    const reason = reasons[status] ?? outbox.dataset.failed;
    item.classList.replace("pending", "failed");
    item.querySelector(".reason").textContent = reason;
    item.querySelector(".failure").hidden = false;
    item.querySelector(".retry").hidden = isTooLong;
    item.querySelector(".edit").hidden = !isTooLong;
    progress.textContent = reason;
    item.querySelector(".failure").scrollIntoView({ block: "nearest" });
  }

  function edit(item) {
    question.value = item.querySelector(".content").value;
    item.remove();
    question.focus();
  }

  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = question.value.trim();
    if (text) {
      post("message", text, text, composer);
      question.value = "";
    }
    question.focus();
  });

  question.addEventListener("keydown", (event) => {
    // While a Vietnamese input method composes a letter, Enter belongs to it.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      composer.requestSubmit();
    }
  });

  log.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    if (!form.matches(".choice") || "waiting" in form.dataset) return;
    const button = event.submitter ?? form.querySelector("button");
    const item = post("payload", button.value, button.textContent, form);
    if (!form.isConnected) (isTouch ? item : question).focus({ preventScroll: true });
  });

  log.addEventListener("click", (event) => {
    const item = event.target.closest("form.failed");
    if (event.target.matches(".retry")) {
      deliver(item);
      (isTouch ? item : question).focus({ preventScroll: true });
    }
    if (event.target.matches(".edit")) edit(item);
  });

  // News that nobody asked for just now: a code, a result, an officer's answer.
  const NEWS_EVERY_MS = 2500;
  let isAsking = false;

  async function askForNews() {
    if (isAsking || document.visibilityState !== "visible") return;
    isAsking = true;
    try {
      const response = await fetch(`/chat/news?after=${log.dataset.newest}`);
      if (response.status === 200) showNews(await response.text(), response.headers.get("X-Newest"));
    } catch {
      // The line is down: the next try is soon enough.
    } finally {
      isAsking = false;
    }
  }

  function showNews(html, newest) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const first = holder.content.firstElementChild;
    log.dataset.newest = newest;
    log.append(holder.content);
    first?.scrollIntoView({ block: "start" });
  }

  setInterval(askForNews, NEWS_EVERY_MS);
  document.addEventListener("visibilitychange", askForNews);

  document.body.addEventListener("htmx:afterRequest", (event) => {
    const item = event.target.closest("form.message");
    if (!item) return;
    if (event.detail.successful) settle(item);
    else fail(item, event.detail.xhr.status);
  });

  log.querySelector("#newest")?.scrollIntoView({ block: "start" });
})();
