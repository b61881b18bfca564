// Keeps what is typed into a form on the server, and says who else has the record open. ui/kept.html
// holds the place [data-keep] (its value is the address), the words and the signed slot. Without
// this script a form is kept when it is sent and not taken, and colleagues are named on opening.

const TYPING = 4_000; // milliseconds between two savings while somebody types
const PRESENCE = 45_000; // milliseconds between two signs of life

/** What is sent of a form: no files, no passwords, no button. */
export function keepable(form) {
  const data = new FormData(form);
  for (const { name, type } of form.elements) {
    if (type === "file" || type === "password") data.delete(name);
  }
  return data;
}

function start(place) {
  const form = place.closest("form");
  const others = form.querySelector("[data-keep-others]");
  let typed = false;
  let sent = false;
  let failed = false;
  let running = null;

  function say(words) {
    if (place.textContent !== words) place.textContent = words;
  }

  function name(said) {
    const list = others.querySelector("[data-keep-names]");
    if ([...list.children].map((one) => one.textContent).join() === said.join()) return;
    list.replaceChildren(...said.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }));
    others.hidden = said.length === 0;
  }

  async function send(what, leaving = false) {
    if (sent || running) return;
    const data = what === "keep" ? keepable(form) : new FormData();
    if (what === "seen") {
      data.set("kept_slot", form.elements.kept_slot.value);
    }
    data.set("kept_do", what);
    if (what === "keep") typed = false;
    running = new AbortController();
    try {
      const options = { method: "POST", body: data, signal: running.signal, keepalive: leaving };
      const answer = await fetch(place.dataset.keep, options);
      if (answer.status === 413) return say(place.dataset.saidLarge);
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      failed = false;
      form.elements.csrfmiddlewaretoken.value = said.csrf;
      if (said.signed_out) say(place.dataset.saidOut);
      else if (said.at) say(place.dataset.saidKept.replace("{time}", said.at));
      if (said.others) name(said.others);
    } catch (error) {
      if (sent) return;
      if (what === "keep") typed = true;
      if (!failed) say(place.dataset.saidFailed);
      failed = true;
    } finally {
      running = null;
    }
  }

  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("submit", () => { sent = true; running?.abort(); });
  globalThis.addEventListener("pageshow", () => { sent = false; });
  globalThis.addEventListener("pagehide", () => { if (typed) send("keep", true); });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) send(typed ? "keep" : "seen"); // perhaps signed in again in another tab
  });
  setInterval(() => { if (typed) send("keep"); }, TYPING);
  setInterval(() => { if (!typed && !document.hidden) send("seen"); }, PRESENCE);
}

if (globalThis.document) document.querySelectorAll("[data-keep]").forEach(start);
