// Says so when a part of a page could not be fetched, and how to go on. ui/htmx.html holds the words:
// [data-failed="page"] where the answer has an address of its own, [data-failed="part"] elsewhere.
// Without this script every form and link loads a whole page.

const PATIENCE = 20_000; // milliseconds until a request counts as failed
const SHOWN = "data-request-failed";

/** Where "try again" leads: the address asked for, where it is a page; else nowhere. */
export function again({ verb, path, push }) {
  return verb === "get" && push === "true" ? path : "";
}

function forget() {
  document.querySelectorAll(`[${SHOWN}]`).forEach((shown) => shown.remove());
}

function fail({ detail }) {
  const { elt, target, pathInfo, requestConfig } = detail;
  const place = target?.isConnected ? target : document.querySelector("main");
  const address = again({
    verb: requestConfig?.verb,
    path: pathInfo?.finalRequestPath ?? "",
    push: elt.closest("[hx-push-url]")?.getAttribute("hx-push-url"),
  });
  const words = document.querySelector(`template[data-failed="${address ? "page" : "part"}"]`);
  const said = words.content.firstElementChild.cloneNode(true);
  said.setAttribute(SHOWN, "");
  if (address) said.querySelector("a").href = address;
  forget();
  place.prepend(said);
}

function busy(is) {
  return ({ detail }) => {
    if (detail.target?.hasAttribute("aria-busy")) detail.target.setAttribute("aria-busy", is);
  };
}

if (globalThis.htmx) {
  htmx.config.timeout ||= PATIENCE;
  document.addEventListener("htmx:beforeRequest", forget);
  document.addEventListener("htmx:beforeRequest", busy(true));
  document.addEventListener("htmx:afterRequest", busy(false));
  for (const event of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(event, fail);
  }
}
