// Commissioner, variable in weight, cut by alphabet: a page loads only the alphabets it shows.
import { bytes, source, write } from "./output.mjs";

const PACKAGE = "@fontsource-variable/commissioner";
const SUBSETS = ["latin", "latin-ext", "greek", "cyrillic"];

export function fonts() {
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
