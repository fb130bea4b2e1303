// Plain text as people write it: an empty line parts paragraphs, a line break is one. Never markup.

import { h } from "/lib/dom.js";

/** The text as paragraphs. */
export const paragraphs = (text) =>
  text.split(/\n{2,}/).map((part) =>
    h(
      "p",
      null,
      part.split("\n").map((line, i) => [i > 0 && h("br"), line]),
    ),
  );
