// A map beside a list: shades regions by the counts of data-src and leads to what the list leads to.
// Hook: [data-map]; ui/map.html writes it, ui/map_assets.html names the files. The page is complete
// without this script. Colours come from the tokens, so the map follows light and dark.

const assets = document.querySelector("[data-map-assets]").dataset;
const STEPS = 5;
const shown = new Set();
const EDGE = [[-40, 27], [60, 73]]; // degrees: beyond it nothing is drawn
const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** The colours of tokens as the browser resolves them for this scheme. */
function colours(...names) {
  const probe = document.body.appendChild(document.createElement("span"));
  const found = names.map((name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return found;
}

/** Where each shade begins: steps that grow evenly in proportion, whole numbers, no two alike. */
function breaks(counts) {
  const top = Math.max(...counts, 1);
  const starts = Array.from({ length: STEPS }, (_, step) => Math.ceil(top ** (step / STEPS)));
  return [...new Set(starts)];
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

async function json(source) {
  const answer = await fetch(source, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return answer.json();
}

/** Layers from the ground up; shades by the feature state `step`. */
function style(regions, shapes, tiles) {
  const [sea, around, land, border, text] = colours(
    "--map-sea", "--map-around", "--map-land", "--map-border", "--color-text");
  const shades = colours(...Array.from({ length: STEPS + 1 }, (_, step) => `--map-${step}`));
  const step = ["coalesce", ["feature-state", "step"], 0];
  const sources = {
    around: { type: "geojson", data: shapes.around },
    countries: { type: "geojson", data: shapes.countries },
    regions: { type: "geojson", data: regions, promoteId: "code" },
  };
  const layers = [
    { id: "sea", type: "background", paint: { "background-color": sea } },
    { id: "around", type: "fill", source: "around", paint: { "fill-color": around } },
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": land } },
  ];
  if (tiles) {
    sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256, attribution: assets.attribution };
    layers.push({ id: "tiles", type: "raster", source: "tiles", paint: { "raster-opacity": dark.matches ? 0.45 : 0.8 } });
  }
  layers.push(
    { id: "shades", type: "fill", source: "regions", paint: {
      "fill-color": ["match", step, ...shades.flatMap((shade, i) => [i, shade]), shades[0]],
      "fill-opacity": tiles ? 0.6 : 1 } },
    { id: "lines", type: "line", source: "regions", paint: { "line-color": border, "line-width": 0.6 } },
    { id: "borders", type: "line", source: "countries", paint: { "line-color": border, "line-width": 1.6 } },
    { id: "pointed", type: "line", source: "regions", paint: {
      "line-color": text, "line-width": ["case", ["boolean", ["feature-state", "pointed"], false], 2.5, 0] } },
  );
  return { version: 8, sources, layers };
}

/** The shapes of `codes`, whatever their levels, as GeoJSON. */
function shapesOf(codes, topo) {
  const wanted = new Set(codes);
  const all = (name) => topojson.feature(topo, topo.objects[name]);
  const features = ["nuts0", "nuts2", "nuts3"].flatMap((level) => all(level).features)
    .filter((feature) => wanted.has(feature.id))
    .map((feature) => ({ ...feature, properties: { code: feature.id } }));
  return {
    around: all("around"),
    countries: all("nuts0"),
    regions: { type: "FeatureCollection", features },
  };
}

function bounds(features) {
  const box = [180, 90, -180, -90];
  const walk = (part) => {
    if (typeof part[0] !== "number") return part.forEach(walk);
    box[0] = Math.min(box[0], part[0]);
    box[1] = Math.min(box[1], part[1]);
    box[2] = Math.max(box[2], part[0]);
    box[3] = Math.max(box[3], part[1]);
  };
  features.forEach((feature) => walk(feature.geometry.coordinates));
  return box[0] > box[2] ? [-11, 34, 32, 62] : box;
}

function legend(place, starts) {
  place.replaceChildren(...starts.map((start, i) => {
    const next = starts[i + 1];
    const said = next === undefined ? `${start}+` : next - 1 > start ? `${start}–${next - 1}` : `${start}`;
    const item = document.createElement("li");
    const square = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    square.setAttribute("viewBox", "0 0 1 1");
    square.setAttribute("aria-hidden", "true");
    const shade = square.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    shade.setAttribute("width", "1");
    shade.setAttribute("height", "1");
    shade.dataset.step = `${i + 1}`;
    item.append(square, said);
    return item;
  }));
}

function listen(map, byCode, said, whole) {
  let pointed;
  const point = (code) => {
    if (pointed) map.setFeatureState({ source: "regions", id: pointed }, { pointed: false });
    pointed = code;
    if (code) map.setFeatureState({ source: "regions", id: code }, { pointed: true });
    const region = byCode.get(code);
    said.textContent = region ? `${region.name}: ${region.count}` : whole;
    map.getCanvas().style.cursor = region?.href ? "pointer" : "";
  };
  map.on("mousemove", "shades", (event) => point(event.features[0].id));
  map.on("mouseleave", "shades", () => point(undefined));
  map.on("click", "shades", (event) => {
    const region = byCode.get(event.features[0].id);
    if (region?.href) location.assign(region.href);
  });
}

async function show(place) {
  const canvas = place.querySelector("[data-map-canvas]");
  const said = place.querySelector("[data-map-said]");
  const [library, counts, topo] = await Promise.all([
    import(assets.library), json(place.dataset.src), json(place.dataset.geo || assets.geo),
    script(assets.topojson), stylesheet(assets.style),
  ]);
  const { Map: MapLibre, NavigationControl, AttributionControl, setWorkerUrl } = library;
  setWorkerUrl(assets.worker);
  const byCode = new Map(counts.regions.map((region) => [region.code, region]));
  const shapes = shapesOf(byCode.keys(), topo);
  const starts = breaks(counts.regions.map((region) => region.count));
  const drawing = () => style(shapes.regions, shapes, assets.tiles);
  const map = new MapLibre({
    container: canvas, style: drawing(), bounds: bounds(shapes.regions.features),
    fitBoundsOptions: { padding: 24, maxZoom: 6.5 }, maxZoom: 11, minZoom: 1.5, maxBounds: EDGE, cooperativeGestures: true,
    attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false,
    fadeDuration: still.matches ? 0 : 300, locale: JSON.parse(place.dataset.locale), trackResize: true,
  });
  shown.add(map);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  if (assets.tiles) map.addControl(new AttributionControl({ compact: true }));
  const paint = () => {
    for (const { code, count } of counts.regions) {
      const step = starts.filter((start) => count >= start).length;
      map.setFeatureState({ source: "regions", id: code }, { step });
    }
  };
  map.on("style.load", paint);
  dark.addEventListener("change", () => map.setStyle(drawing()));
  legend(place.querySelector("[data-map-legend]"), starts);
  said.textContent = counts.said ?? "";
  listen(map, byCode, said, counts.said ?? "");
  canvas.removeAttribute("aria-busy");
}

function start(place) {
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

/** Starts every map that is not started, and lets go of those whose place htmx has replaced. */
function startAll() {
  for (const map of shown) {
    if (!map.getContainer().isConnected) {
      map.remove();
      shown.delete(map);
    }
  }
  for (const place of document.querySelectorAll("[data-map]:not([data-ready])")) {
    if (navigator.connection?.saveData) {
      const button = place.querySelector("[data-map-ask]");
      button.hidden = false;
      button.addEventListener("click", () => { button.hidden = true; start(place); }, { once: true });
    } else {
      start(place);
    }
  }
}

startAll();
document.addEventListener("htmx:afterSettle", startAll);
