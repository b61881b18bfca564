// The map of single places beside their list: circles with counts where there are many, points where
// there are few, and a numbered pin for each entry of the page. Hooks: [data-places] is the map (see
// enterprises/_map.html), [data-places-results] says where its figures come from, [data-pin] is an
// entry. The list can do all of it without this script.

import { assets, colours, dark, draw, json, load, shapes, startMaps, still, style } from "./outlines.js";
import { around, aside, ring, short, windowed } from "./spots.js";

const PATIENCE = 200; // milliseconds after a move until its window is asked for
const PAD = { top: 56, bottom: 32, left: 32, right: 48 };
const points = (features) => ({ type: "FeatureCollection", features });
const point = (lon, lat, properties) => ({ type: "Feature", properties, geometry: { type: "Point", coordinates: [lon, lat] } });

/** Words as a picture, since letters of a map would need files of their own. */
function picture(text, colour, { weight = 650, size = 26, halo } = {}) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  pen.font = font;
  canvas.width = Math.ceil(pen.measureText(text).width) + 12;
  canvas.height = size + 12;
  Object.assign(pen, { font, fillStyle: colour, textAlign: "center", textBaseline: "middle", lineJoin: "round" });
  if (halo) {
    Object.assign(pen, { strokeStyle: halo, lineWidth: 7 });
    pen.strokeText(text, canvas.width / 2, canvas.height / 2 + 1);
  }
  pen.fillText(text, canvas.width / 2, canvas.height / 2 + 1);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** The picture that a name of one stands for: n: a count, t: a town. */
function drawn(name) {
  const [on, muted, halo] = colours("--color-on-olive", "--color-muted", "--map-land");
  const text = name.slice(2);
  return name.startsWith("n:") ? picture(text, on) : picture(text, muted, { weight: 500, size: 24, halo });
}

class PlacesMap {
  #data = { cells: [], points: [], towns: [] };
  #markers = [];
  #isOwn = false; // the next move is ours, not the reader's
  #seen;
  #waiting;
  #asked;

  constructor(place, library, topo) {
    Object.assign(this, { place, library, topo });
    this.said = place.querySelector("[data-map-said]");
    this.actions = place.querySelector("[data-map-actions]");
    this.form = document.getElementById(place.dataset.form);
  }

  get results() {
    return document.querySelector("[data-places-results]");
  }

  /** Shows the map where its list is. */
  async show() {
    const first = await this.#ask(this.results.dataset.src);
    this.#data = first;
    this.map = draw(this.place, this.library, {
      style: this.#drawing(), bounds: this.#target(first.window), fitBoundsOptions: { padding: PAD, maxZoom: 10 },
    });
    this.map.setMissingStyleImageResolver((id) => {
      if (!this.map.hasImage(id)) this.map.addImage(id, drawn(id), { pixelRatio: 2 });
    });
    dark.addEventListener("change", () => this.map.setStyle(this.#drawing()));
    this.#pins();
    this.#listen();
    this.#hasMoved();
    this.map.on("load", () => this.#look());
    this.place.querySelector("[data-map-canvas]").removeAttribute("aria-busy");
  }

  /** After the list has changed: its pins and figures; the window moves unless it was the question. */
  async renew() {
    this.actions.hidden = true;
    this.#pins();
    if (this.form?.elements.bbox?.value) return this.#look();
    const found = await this.#ask(this.results.dataset.src);
    this.#put(found);
    const [west, south, east, north] = this.#target(found.window);
    this.#isOwn = true;
    this.map.fitBounds([[west, south], [east, north]], { padding: PAD, maxZoom: 10, animate: !still.matches });
    return undefined;
  }

  #target(window) {
    const { lon, lat, km } = this.results.dataset;
    return km ? around(ring(Number(lon), Number(lat), Number(km))) : window;
  }

  async #ask(source) {
    this.#asked?.abort();
    this.#asked = new AbortController();
    return json(source, { signal: this.#asked.signal });
  }

  /** The figures of the window that is open. */
  async #look() {
    const box = this.map.getBounds();
    const edges = [box.getWest(), Math.max(box.getSouth(), -85), box.getEast(), Math.min(box.getNorth(), 85)];
    const view = `view=${windowed(edges)}&zoom=${this.map.getZoom().toFixed(1)}`;
    const { src } = this.results.dataset;
    try {
      this.#put(await this.#ask(`${src}${src.endsWith("?") ? "" : "&"}${view}`));
    } catch (error) {
      if (error.name !== "AbortError") this.said.textContent = this.said.dataset.failed;
    }
  }

  #put(found) {
    this.#data = found;
    for (const [name, data] of Object.entries(this.#sources())) this.map.getSource(name)?.setData(data.data);
  }

  #sources() {
    const { lon, lat, km } = this.results.dataset;
    const onPage = new Set(this.#entries().map(({ entry }) => entry.id));
    return {
      reach: { type: "geojson", data: points(km ? [{ type: "Feature", properties: {}, geometry: {
        type: "LineString", coordinates: ring(Number(lon), Number(lat), Number(km)) } }] : []) },
      towns: { type: "geojson", data: points(this.#data.towns.map(([name, x, y], rank) =>
        point(x, y, { rank, label: `t:${name}` }))) },
      cells: { type: "geojson", data: points(this.#data.cells.map(([x, y, count]) =>
        point(x, y, { count, label: `n:${short(count)}` }))) },
      points: { type: "geojson", data: points(this.#data.points
        .filter(([pk]) => !onPage.has(`e-${pk}`))
        .map(([pk, x, y, verified, name]) => point(x, y, { pk, verified, name }))) },
    };
  }

  #drawing() {
    const [border, olive, action, surface] = colours("--map-border", "--color-olive", "--color-action", "--color-surface");
    const top = Math.max(...this.#data.cells.map(([, , count]) => count), 10);
    const sources = { ...this.#sources(),
      regions: { type: "geojson", data: shapes(this.topo, "nuts3") } };
    const layers = [
      { id: "lines", type: "line", source: "regions", minzoom: 5, paint: { "line-color": border, "line-width": 0.8 } },
      { id: "borders", type: "line", source: "countries", paint: { "line-color": border, "line-width": 1.8 } },
      { id: "towns", type: "symbol", source: "towns", layout: { "icon-image": ["get", "label"],
        "symbol-sort-key": ["get", "rank"], "icon-padding": 6 } },
      { id: "reach", type: "line", source: "reach", paint: { "line-color": action, "line-width": 2, "line-dasharray": [2, 2] } },
      { id: "cells", type: "circle", source: "cells", layout: { "circle-sort-key": ["get", "count"] }, paint: {
        "circle-color": olive, "circle-opacity": 0.86, "circle-stroke-color": surface, "circle-stroke-width": 1.5,
        "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "count"]], 1, 11, Math.sqrt(top), 30] } },
      { id: "counts", type: "symbol", source: "cells", layout: { "icon-image": ["get", "label"],
        "icon-allow-overlap": false, "icon-padding": 0, "symbol-sort-key": ["-", 0, ["get", "count"]] } },
      { id: "points", type: "circle", source: "points", paint: { "circle-radius": 6,
        "circle-color": ["case", ["==", ["get", "verified"], 1], olive, surface],
        "circle-stroke-color": ["case", ["==", ["get", "verified"], 1], surface, olive], "circle-stroke-width": 2 } },
    ];
    return style(this.topo, { sources, layers });
  }

  #entries() {
    return [...this.results.querySelectorAll("[data-pin][data-lon]")].map((entry) => ({
      entry, spot: [Number(entry.dataset.lon), Number(entry.dataset.lat)] }));
  }

  /** A numbered pin for each entry of the page; pin and entry show each other. */
  #pins() {
    this.#markers.forEach((marker) => marker.remove());
    const entries = this.#entries();
    const moved = aside(entries.map(({ spot }) => spot));
    this.#markers = entries.map(({ entry, spot }, at) => {
      const pin = document.createElement("button");
      pin.type = "button";
      pin.className = "pin";
      pin.append(Object.assign(document.createElement("span"), { className: "pin__number", textContent: entry.dataset.pin }));
      const marker = new this.library.Marker({ element: pin, anchor: "bottom", offset: [moved[at], 0] })
        .setLngLat(spot).addTo(this.map);
      pin.setAttribute("aria-label", `${entry.dataset.pin}: ${entry.dataset.name}`);
      const point = (is) => () => [pin, entry].forEach((one) => one.toggleAttribute("data-pointed", is));
      for (const one of [pin, entry]) {
        for (const event of ["mouseenter", "focusin"]) one.addEventListener(event, point(true));
        for (const event of ["mouseleave", "focusout"]) one.addEventListener(event, point(false));
      }
      pin.addEventListener("click", () => entry.querySelector("a").focus());
      return marker;
    });
  }

  #listen() {
    const { map, said } = this;
    const cursor = (text, kind) => {
      said.textContent = text;
      map.getCanvas().style.cursor = kind;
    };
    map.on("mousemove", "cells", ({ features }) =>
      cursor(this.place.dataset.more.replace("{count}", features[0].properties.count.toLocaleString(document.documentElement.lang)), "zoom-in"));
    map.on("mousemove", "points", ({ features }) => cursor(features[0].properties.name, "pointer"));
    for (const layer of ["cells", "points"]) map.on("mouseleave", layer, () => cursor("", ""));
    map.on("click", "cells", ({ features }) => {
      this.#offer();
      map.easeTo({ center: features[0].geometry.coordinates, zoom: map.getZoom() + 2, animate: !still.matches });
    });
    map.on("click", "points", ({ features }) => {
      if (this.place.dataset.page) location.assign(this.place.dataset.page.replace("/0/", `/${features[0].properties.pk}/`));
    });
    map.on("moveend", () => {
      if (this.#hasMoved() && !this.#isOwn) this.#offer();
      this.#isOwn = false;
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#look(), PATIENCE);
    });
    this.place.querySelector("[data-map-search]")?.addEventListener("click", () => this.#search());
    this.form?.elements.near?.addEventListener("input", () => { this.form.elements.bbox.value = ""; });
  }

  /** Whether the window lies elsewhere than when this was last asked; its size does not matter. */
  #hasMoved() {
    const { lng, lat } = this.map.getCenter();
    const now = [lng, lat, this.map.getZoom()].map((number) => number.toFixed(4)).join();
    const before = this.#seen;
    this.#seen = now;
    return before !== undefined && before !== now;
  }

  #offer() {
    this.actions.hidden = !this.form;
  }

  /** Narrows the list to the window of the map. */
  #search() {
    const { elements } = this.form;
    const box = this.map.getBounds();
    elements.bbox.value = windowed([box.getWest(), box.getSouth(), box.getEast(), box.getNorth()]);
    for (const name of ["nuts", "near", "place", "at"]) elements[name].value = "";
    this.form.requestSubmit();
  }
}

async function show(place) {
  const { library, topo } = await load();
  const shown = new PlacesMap(place, library, topo);
  await shown.show();
  let known = shown.results;
  document.addEventListener("htmx:afterSettle", () => {
    if (shown.results && shown.results !== known) {
      known = shown.results;
      shown.renew().catch((error) => console.warn("map", error));
    }
  });
}

startMaps("[data-places]", show);
