// A map beside a list: shades regions by the counts of data-src and leads to what the list leads to.
// Hook: [data-map]; ui/map.html writes it, ui/map_assets.html names the files. The page is complete
// without this script. Colours come from the tokens, so the map follows light and dark.

import { assets, colours, dark, draw, json, load, shapes, startMaps, style } from "./outlines.js";

const STEPS = 5;

/** Where each shade begins: steps that grow evenly in proportion, whole numbers, no two alike. */
function breaks(counts) {
  const top = Math.max(...counts, 1);
  const starts = Array.from({ length: STEPS }, (_, step) => Math.ceil(top ** (step / STEPS)));
  return [...new Set(starts)];
}

/** Layers above the ground; shades by the feature state `step`. */
function above(regions) {
  const [border, text] = colours("--map-border", "--color-text");
  const shades = colours(...Array.from({ length: STEPS + 1 }, (_, step) => `--map-${step}`));
  const step = ["coalesce", ["feature-state", "step"], 0];
  return {
    sources: { regions: { type: "geojson", data: regions, promoteId: "code" } },
    layers: [
      { id: "shades", type: "fill", source: "regions", paint: {
        "fill-color": ["match", step, ...shades.flatMap((shade, i) => [i, shade]), shades[0]],
        "fill-opacity": assets.tiles ? 0.6 : 1 } },
      { id: "lines", type: "line", source: "regions", paint: { "line-color": border, "line-width": 0.6 } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": border, "line-width": 1.6 } },
      { id: "pointed", type: "line", source: "regions", paint: {
        "line-color": text, "line-width": ["case", ["boolean", ["feature-state", "pointed"], false], 2.5, 0] } },
    ],
  };
}

/** The shapes of `codes`, whatever their levels, as GeoJSON. */
function shapesOf(codes, topo) {
  const wanted = new Set(codes);
  const features = ["nuts0", "nuts2", "nuts3"].flatMap((level) => shapes(topo, level).features)
    .filter((feature) => wanted.has(feature.id))
    .map((feature) => ({ ...feature, properties: { code: feature.id } }));
  return { type: "FeatureCollection", features };
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

function legend(place, starts, unit = "") {
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
    item.append(square, said + unit);
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
    said.textContent = region ? `${region.name}: ${region.said ?? region.count}` : whole;
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
  const [{ library, topo }, counts] = await Promise.all([load(place.dataset.geo), json(place.dataset.src)]);
  const byCode = new Map(counts.regions.map((region) => [region.code, region]));
  const regions = shapesOf(byCode.keys(), topo);
  const starts = breaks(counts.regions.map((region) => region.count));
  const drawing = () => style(topo, above(regions));
  const map = draw(place, library, {
    style: drawing(), bounds: bounds(regions.features), fitBoundsOptions: { padding: 24, maxZoom: 6.5 },
  });
  const paint = () => {
    for (const { code, count } of counts.regions) {
      const step = starts.filter((start) => count >= start).length;
      map.setFeatureState({ source: "regions", id: code }, { step });
    }
  };
  map.on("style.load", paint);
  dark.addEventListener("change", () => map.setStyle(drawing()));
  legend(place.querySelector("[data-map-legend]"), starts, counts.unit);
  said.textContent = counts.said ?? "";
  listen(map, byCode, said, counts.said ?? "");
  canvas.removeAttribute("aria-busy");
}

startMaps("[data-map]", show);
