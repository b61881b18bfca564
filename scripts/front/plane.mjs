// Plane geometry for the maps: Europe's equal-area projection (ETRS89-LAEA), clipping, SVG paths.
const RADIUS = 6371.0088; // km; a sphere is enough at this scale
const LON0 = (10 * Math.PI) / 180;
const LAT0 = (52 * Math.PI) / 180;

/** Kilometres east and south of 10° E 52° N for a position in degrees. */
export function project([lon, lat]) {
  const l = (lon * Math.PI) / 180 - LON0;
  const p = (lat * Math.PI) / 180;
  const cos = Math.sin(LAT0) * Math.sin(p) + Math.cos(LAT0) * Math.cos(p) * Math.cos(l);
  const k = RADIUS * Math.sqrt(2 / (1 + cos));
  return [
    k * Math.cos(p) * Math.sin(l),
    -k * (Math.cos(LAT0) * Math.sin(p) - Math.sin(LAT0) * Math.cos(p) * Math.cos(l)),
  ];
}

/** A ring cut to a box [x0, y0, x1, y1] (Sutherland and Hodgman); may be empty. */
export function clip(ring, [x0, y0, x1, y1]) {
  const sides = [
    [(p) => p[0] >= x0, (a, b) => [x0, a[1] + ((b[1] - a[1]) * (x0 - a[0])) / (b[0] - a[0])]],
    [(p) => p[0] <= x1, (a, b) => [x1, a[1] + ((b[1] - a[1]) * (x1 - a[0])) / (b[0] - a[0])]],
    [(p) => p[1] >= y0, (a, b) => [a[0] + ((b[0] - a[0]) * (y0 - a[1])) / (b[1] - a[1]), y0]],
    [(p) => p[1] <= y1, (a, b) => [a[0] + ((b[0] - a[0]) * (y1 - a[1])) / (b[1] - a[1]), y1]],
  ];
  let points = ring;
  for (const [inside, cross] of sides) {
    const kept = [];
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length];
      if (inside(point) !== inside(before)) kept.push(cross(before, point));
      if (inside(point)) kept.push(point);
    });
    points = kept;
  }
  return points;
}

/** Twice the area a ring encloses. */
export function area(ring) {
  return Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [u, v] = ring[(i + 1) % ring.length];
      return sum + x * v - u * y;
    }, 0),
  );
}

/** SVG path data in whole units; `closed` rings or open lines; repeated points fall away. */
export function path(lines, closed = true) {
  const parts = [];
  for (const line of lines) {
    const points = [];
    for (const [x, y] of line) {
      const point = [Math.round(x), Math.round(y)];
      const last = points.at(-1);
      if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
    }
    const first = points[0];
    const last = points.at(-1);
    if (closed && points.length > 1 && first[0] === last[0] && first[1] === last[1]) points.pop();
    if (points.length < (closed ? 3 : 2)) continue;
    let text = `M${first[0]},${first[1]}l`;
    points.slice(1).forEach(([x, y], i) => {
      text += `${i ? " " : ""}${x - points[i][0]},${y - points[i][1]}`;
    });
    parts.push(text.replaceAll(/[ ,]-/g, "-") + (closed ? "z" : ""));
  }
  return parts.join("");
}

/** The box around points. */
export function box(points) {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(Math.round);
}
