// Where the built files go, and what was written.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

export const ROOT = new URL("../../", import.meta.url);
export const OUT = new URL("build/static/", ROOT);
const written = [];

/** The text of a file of an installed package. */
export function source(path) {
  return readFileSync(new URL(`node_modules/${path}`, ROOT), "utf8");
}

/** The bytes of a file of an installed package. */
export function bytes(path) {
  return readFileSync(new URL(`node_modules/${path}`, ROOT));
}

/** The version of an installed package. */
export function version(name) {
  return JSON.parse(source(`${name}/package.json`)).version;
}

/** Writes `content` to `path` under build/static. */
export function write(path, content) {
  const target = new URL(path, OUT);
  mkdirSync(new URL(".", target), { recursive: true });
  writeFileSync(target, content);
  written.push([path, Buffer.byteLength(content), gzipSync(content).length]);
}

/** Says what was written. */
export function done() {
  const kB = (size) => (size / 1024).toFixed(1).padStart(8);
  for (const [path, size, packed] of written) {
    console.log(`${kB(size)} kB ${kB(packed)} kB gzip  ${path}`);
  }
}
