// Counts characters while somebody types: [data-count] names the control, holds the limit and the
// words. The number is seen at once and read out only after a pause. Without this script the count
// stands as the page was sent, with the limit.

const PAUSE = 1_000; // milliseconds without typing until the count is read out

/** Characters as people count them: a line break is one, a sign outside the basic plane too. */
export function length(text) {
  return [...text.replaceAll("\r\n", "\n")].length;
}

/** The words for a text of so many characters. */
export function words({ said, saidOver, limit }, typed) {
  const over = Math.max(0, typed - Number(limit));
  return (over ? saidOver : said).replace("{typed}", typed).replace("{over}", over);
}

function start(place) {
  const control = document.getElementById(place.dataset.count);
  if (!control) return;
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.role = "status";
  place.after(status);
  let pause;

  function show(isTyped) {
    const typed = length(control.value);
    const said = words(place.dataset, typed);
    place.textContent = said;
    place.toggleAttribute("data-over", typed > Number(place.dataset.limit));
    clearTimeout(pause);
    if (isTyped) pause = setTimeout(() => { status.textContent = said; }, PAUSE);
  }

  control.addEventListener("input", () => show(true));
  show(false);
}

if (globalThis.document) document.querySelectorAll("[data-count]").forEach(start);
