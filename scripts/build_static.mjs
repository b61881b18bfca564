// Builds build/static from the packages of package-lock.json: fonts, icons, styles and scripts of
// others under vendor/, and shapes for the maps. Pages then need no other host.
// usage: node scripts/build_static.mjs
import { rmSync } from "node:fs";
import { fonts } from "./front/fonts.mjs";
import { geo } from "./front/geo.mjs";
import { icons } from "./front/icons.mjs";
import { OUT, done } from "./front/output.mjs";
import { vendor } from "./front/vendor.mjs";

for (const folder of ["fonts", "geo", "vendor"]) {
  rmSync(new URL(folder, OUT), { recursive: true, force: true });
}
fonts();
icons();
vendor();
await geo();
done();
