// Commissioner, variable in weight, cut by alphabet: a page loads only the alphabets it shows.
// For paper (PDF), where only plain TrueType is read: two weights, unpacked from WOFF 1.
import { inflateSync } from "node:zlib";
import { bytes, source, write } from "./output.mjs";

const PACKAGE = "@fontsource-variable/commissioner";
const STATIC = "@fontsource/commissioner";
const WEIGHTS = { 400: "Regular", 700: "Bold" };
const SUBSETS = ["latin", "latin-ext", "greek", "cyrillic"];

/** A `name` table with the family `family` and nothing else but its style. */
function names(family, style) {
  const said = [[1, family], [2, style], [4, `${family} ${style}`], [6, `${family}-${style}`.replaceAll(" ", "")]];
  const texts = said.map(([, text]) => Buffer.from(text, "utf16le").swap16());
  const head = Buffer.alloc(6 + 12 * said.length);
  [0, said.length, head.length].forEach((n, at) => head.writeUInt16BE(n, 2 * at));
  let offset = 0;
  said.forEach(([id], at) => {
    const row = [3, 1, 0x409, id, texts[at].length, offset]; // Windows, Unicode, English
    row.forEach((n, place) => head.writeUInt16BE(n, 6 + 12 * at + 2 * place));
    offset += texts[at].length;
  });
  return Buffer.concat([head, ...texts]);
}

const padded = (table) => Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);

function checksum(table) {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

/** A TrueType file from a WOFF 1 file (W3C recommendation of 2012): its tables unpacked, renamed. */
function unpacked(woff, family, style) {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = woff.subarray(44 + 20 * at, 64 + 20 * at);
    const tag = entry.toString("latin1", 0, 4);
    const [start, packed, size] = [4, 8, 12].map((place) => entry.readUInt32BE(place));
    const stored = woff.subarray(start, start + packed);
    if (tag === "name") return [tag, names(family, style)];
    return [tag, packed < size ? inflateSync(stored) : stored];
  });
  const head = Buffer.alloc(12 + 16 * count);
  const power = 2 ** Math.floor(Math.log2(count));
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  [count, power * 16, Math.log2(power), (count - power) * 16].forEach((n, at) => head.writeUInt16BE(n, 4 + 2 * at));
  let offset = head.length;
  tables.forEach(([tag, table], at) => {
    head.write(tag, 12 + 16 * at, "latin1");
    [checksum(padded(table)), offset, table.length].forEach((n, place) => head.writeUInt32BE(n, 16 + 16 * at + 4 * place));
    offset += padded(table).length;
  });
  return Buffer.concat([head, ...tables.map(([, table]) => padded(table))]);
}

/** One family for each alphabet: a program that sets type takes the first that has the letter. */
function forPaper() {
  for (const subset of SUBSETS) {
    for (const [weight, style] of Object.entries(WEIGHTS)) {
      const name = `commissioner-${subset}-${weight}-normal`;
      const woff = bytes(`${STATIC}/files/${name}.woff`);
      write(`fonts/print/${name}.ttf`, unpacked(woff, `Commissioner ${subset}`, style));
    }
  }
}

export function fonts() {
  forPaper();
  const faces = source(`${PACKAGE}/wght.css`).split(/(?=\/\* commissioner-)/);
  const ours = SUBSETS.map((subset) => {
    const file = `commissioner-${subset}-wght-normal.woff2`;
    const face = faces.find((text) => text.includes(`/${file})`));
    write(`fonts/${file}`, bytes(`${PACKAGE}/files/${file}`));
    return face.replace(`./files/${file}`, file).trim();
  });
  // Until the font is there, a local one of the same width: nothing jumps when it comes.
  ours.push(`@font-face {
  font-family: 'Commissioner fallback';
  src: local('Arial'), local('Liberation Sans'), local('Helvetica Neue');
  size-adjust: 99%;
  ascent-override: 95%;
  descent-override: 24%;
  line-gap-override: 0%;
}`);
  write("fonts/commissioner.css", `${ours.join("\n\n")}\n`);
}
