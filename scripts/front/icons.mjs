// One sprite of the Lucide icons in use: {% icon name="leaf" %} shows #leaf. Add a name here when a
// template needs it; tests/architecture/test_templates.py compares the two.
import { source, write } from "./output.mjs";

export const NAMES = [
  "accessibility", "arrow-left", "arrow-right", "arrow-up-right", "award", "badge-check", "bell",
  "bookmark", "building-2", "calendar", "calendar-plus", "check", "chevron-down", "circle-alert",
  "circle-check", "circle-help", "clock", "copy", "download", "euro", "external-link", "eye",
  "file-json", "file-text", "fingerprint", "flask-conical", "folder-open", "gavel", "globe",
  "handshake", "heart-handshake", "history", "info", "key-round", "landmark", "languages", "layers",
  "leaf", "lightbulb", "link", "list", "lock", "log-in", "log-out", "mail", "map", "map-pin", "menu",
  "minus", "newspaper", "pencil", "plus", "printer", "qr-code", "recycle", "rss", "scale", "search", "search-x",
  "share-2", "shield-check", "sliders-horizontal", "sprout", "table-2", "tag", "trash-2",
  "triangle-alert", "truck", "unplug", "user", "users", "x",
];

export function icons() {
  const symbols = NAMES.map((name) => {
    const [, shapes] = source(`lucide-static/icons/${name}.svg`).match(/<svg[^>]*>([\s\S]*)<\/svg>/);
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  write("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`);
}
