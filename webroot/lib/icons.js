// Drawn by hand on a 24 × 24 grid; always beside words or with a label on the button.

import { svg } from "/lib/dom.js";

const PATHS = {
  menu: "M3 6h18M3 12h18M3 18h18",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 21 21",
  minus: "M5 12h14",
  plus: "M5 12h14M12 5v14",
  fit: "M3 12h18M7 8l-4 4 4 4M17 8l4 4-4 4",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6 6 18",
  save: "M12 3v12M7 11l5 5 5-5M4 20h16",
  print: "M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5M12 7.6v.1",
  alert: "M12 3 2 20h20L12 3ZM12 10v4M12 17v.1",
  check: "M4 12.5l5 5L20 6.5",
  calendar: "M4 6h16v15H4zM4 10.5h16M8 3v4M16 3v4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
};

export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));
}
