// Arithmetic of places on a map: longitudes and latitudes in degrees, distances in kilometres.

const STEP = 16; // pixels between pins of one spot

/** A circle of `km` around a place as a ring of degrees. */
export function ring(lon, lat, km) {
  const high = km / 111.2;
  const wide = high / Math.max(Math.cos(lat * Math.PI / 180), 0.01);
  return Array.from({ length: 65 }, (_, at) => {
    const angle = at * Math.PI / 32;
    return [lon + wide * Math.cos(angle), lat + high * Math.sin(angle)];
  });
}

/** A count as a circle can hold it: 950, 1.2k, 34k. */
export function short(count) {
  if (count < 1000) return `${count}`;
  return count < 9950 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`;
}

/** What a map asks for its window: west, south, east, north with few digits. */
export const windowed = (box) => box.map((degrees) => degrees.toFixed(3)).join(",");

/** How far each of `spots` is moved aside so that those of one place do not hide each other. */
export function aside(spots) {
  const seen = new Map();
  return spots.map(([lon, lat]) => {
    const key = `${lon.toFixed(4)} ${lat.toFixed(4)}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before * STEP;
  });
}

/** The box around points, or nothing. */
export function around(spots) {
  if (!spots.length) return undefined;
  const lons = spots.map(([lon]) => lon);
  const lats = spots.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
