// What every map of ours shares: outlines from our own files as ground, tiles where a setting names
// some, colours from the tokens, so that a map follows light and dark. ui/map_assets.html names the
// files. Maps ask before they load where the reader saves data.

export const assets = document.querySelector("[data-map-assets]").dataset;
export const dark = matchMedia("(prefers-color-scheme: dark)");
export const still = matchMedia("(prefers-reduced-motion: reduce)");
const EDGE = [[-40, 27], [60, 73]]; // degrees: beyond it nothing is drawn
const shown = new Set();

/** The colours of tokens as the browser resolves them for this scheme. */
export function colours(...names) {
  const probe = document.body.appendChild(document.createElement("span"));
  const found = names.map((name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return found;
}

function script(source) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: source });
    element.onload = resolve;
    element.onerror = () => reject(new Error(source));
    document.head.append(element);
  });
}

function stylesheet(source) {
  return new Promise((resolve) => {
    const element = Object.assign(document.createElement("link"), { rel: "stylesheet", href: source });
    element.onload = element.onerror = resolve;
    document.head.append(element);
  });
}

export async function json(source, options = {}) {
  const answer = await fetch(source, { headers: { Accept: "application/json" }, ...options });
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return answer.json();
}

/** The shapes of one level of a topology as GeoJSON. */
export const shapes = (topo, name) => topojson.feature(topo, topo.objects[name]);

/** The library, the outlines and what reads them; loaded when a map is near the window. */
export async function load(geo = assets.geo) {
  const [library, topo] = await Promise.all([
    import(assets.library), json(geo), script(assets.topojson), stylesheet(assets.style)]);
  library.setWorkerUrl(assets.worker);
  return { library, topo };
}

/** A style with the ground drawn; `over` are the sources and layers above it. */
export function style(topo, over = { sources: {}, layers: [] }) {
  const [sea, around, land] = colours("--map-sea", "--map-around", "--map-land");
  const sources = {
    around: { type: "geojson", data: shapes(topo, "around") },
    countries: { type: "geojson", data: shapes(topo, "nuts0") },
  };
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": sea } },
    { id: "around", type: "fill", source: "around", paint: { "fill-color": around } },
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": land } },
  ];
  if (assets.tiles) {
    sources.tiles = { type: "raster", tiles: [assets.tiles], tileSize: 256, attribution: assets.attribution };
    layers.push({ id: "tiles", type: "raster", source: "tiles", paint: { "raster-opacity": dark.matches ? 0.45 : 0.8 } });
  }
  return { version: 8, sources: { ...sources, ...over.sources }, layers: [...layers, ...over.layers] };
}

/** The map itself, without what cannot be done by keyboard. */
export function draw(place, library, options) {
  const { Map: MapLibre, NavigationControl, AttributionControl } = library;
  const map = new MapLibre({
    container: place.querySelector("[data-map-canvas]"), maxZoom: 11, minZoom: 1.5, maxBounds: EDGE,
    cooperativeGestures: true, attributionControl: false, dragRotate: false, pitchWithRotate: false,
    touchPitch: false, fadeDuration: still.matches ? 0 : 300, locale: JSON.parse(place.dataset.locale),
    trackResize: true, ...options,
  });
  shown.add(map);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (assets.tiles) map.addControl(new AttributionControl({ compact: true }));
  return map;
}

function begin(place, show) {
  const failed = (error) => {
    place.querySelector("[data-map-canvas]").hidden = true;
    const said = place.querySelector("[data-map-said]");
    said.textContent = said.dataset.failed;
    console.warn("map", error);
  };
  const canvas = place.querySelector("[data-map-canvas]");
  canvas.hidden = false;
  place.dataset.ready = "";
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    show(place).catch(failed);
  }, { rootMargin: "200px" });
  watcher.observe(canvas);
}

function beginAll(selector, show) {
  for (const map of shown) {
    if (!map.getContainer().isConnected) {
      map.remove();
      shown.delete(map);
    }
  }
  for (const place of document.querySelectorAll(`${selector}:not([data-ready])`)) {
    if (navigator.connection?.saveData) {
      const button = place.querySelector("[data-map-ask]");
      button.hidden = false;
      button.addEventListener("click", () => { button.hidden = true; begin(place, show); }, { once: true });
    } else {
      begin(place, show);
    }
  }
}

/** Shows every map of a kind, also those that htmx brings, and lets go of those it took away. */
export function startMaps(selector, show) {
  beginAll(selector, show);
  document.addEventListener("htmx:afterSettle", () => beginAll(selector, show));
}
