// Adds the reader's own time to a moment that is shown by another clock: <time datetime data-moment>.
// ui/moments.html names this file and holds the words; [data-own-zone] gets the reader's zone as its
// value. Without this script the moment stands as its buyer set it, and ?tz= shows it in any zone.

/** Minutes ahead of UTC that an ISO moment is written with: "…+02:00" is 120. */
export function offsetOf(moment) {
  const written = /([+-])(\d{2}):?(\d{2})$/.exec(moment);
  if (!written) return 0;
  const minutes = 60 * written[2] + Number(written[3]);
  return written[1] === "-" ? -minutes : minutes;
}

function parts(at, zone) {
  const said = new Intl.DateTimeFormat("en", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
    hour: "numeric", minute: "numeric",
  }).formatToParts(at);
  return Object.fromEntries(said.map(({ type, value }) => [type, Number(value)]));
}

/** The moment by the clock of `zone`, in words of `language`; "" where that clock shows the same.
 * The day is left out where it is the day written. */
export function ownTime(moment, { language, zone }) {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return "";
  const own = parts(at, zone);
  const written = new Date(at.getTime() + 60_000 * offsetOf(moment));
  const day = own.day === written.getUTCDate() && own.month === written.getUTCMonth() + 1;
  if (day && own.hour === written.getUTCHours() && own.minute === written.getUTCMinutes()) return "";
  const style = day ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(language, { ...style, hourCycle: "h23", timeZone: zone }).format(at);
}

function showAll(words) {
  const language = document.documentElement.lang;
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const time of document.querySelectorAll("time[data-moment]:not([data-told])")) {
    time.dataset.told = "";
    const own = ownTime(time.dateTime, { language, zone });
    if (!own) continue;
    const said = document.createElement("span");
    said.className = "own-time";
    said.textContent = words.replace("{moment}", own);
    time.after(" ", said);
  }
  for (const field of document.querySelectorAll("[data-own-zone]")) field.value ||= zone;
}

if (globalThis.document) {
  const { said } = document.querySelector("[data-moments]").dataset;
  showAll(said);
  document.addEventListener("htmx:afterSettle", () => showAll(said));
}
