// Fills a form's `at` with the reader's position, rounded to about a kilometre, when the button is
// pressed; never before. Hook: [data-position] in the form, [data-position-said] for what went wrong.

/** Degrees with two digits: near enough for a list, too far for an address. */
export const rounded = (degrees) => (Math.round(degrees * 100) / 100).toString();

function ask(button) {
  const { form } = button;
  const said = form.querySelector("[data-position-said]");
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    button.disabled = false;
    form.elements.near.value = "";
    form.elements.place.value = "";
    form.elements.bbox.value = "";
    form.elements.at.value = `${rounded(coords.longitude)},${rounded(coords.latitude)}`;
    said.textContent = "";
    form.requestSubmit();
  }, () => {
    button.disabled = false;
    said.textContent = button.dataset.refused;
  }, { timeout: 15_000, maximumAge: 300_000 });
}

if (globalThis.navigator?.geolocation && globalThis.document) {
  for (const button of document.querySelectorAll("[data-position]")) {
    button.hidden = false;
    button.addEventListener("click", () => ask(button));
  }
}
