// <seal-mark name date word>: the impression of a date seal for what has been signed; an empty ring for what has not.

import { render, svg } from "/lib/dom.js";
import { t } from "/lib/i18n.js";

const TOKYO = { timeZone: "Asia/Tokyo", year: "2-digit", month: "numeric", day: "numeric" };

/** '26.11.21: how a date seal writes a day. */
function stampDate(value) {
  const p = Object.fromEntries(
    new Intl.DateTimeFormat("en", TOKYO).formatToParts(new Date(value)).map((x) => [x.type, x.value]),
  );
  return `'${p.year}.${p.month}.${p.day}`;
}

/** The family name, as a seal bears it, and the size at which it fits into the lower part. */
function sealName(name) {
  const letters = [...name.split(/[\s　]/)[0]].slice(0, 8);
  const width = letters.reduce((sum, letter) => sum + (letter.codePointAt(0) < 0x2000 ? 0.6 : 1), 0);
  return { name: letters.join(""), size: Math.min(18, 58 / Math.max(1, width)) };
}

class SealMark extends HTMLElement {
  static observedAttributes = ["name", "date"];

  connectedCallback() {
    this.#draw();
  }

  attributeChangedCallback() {
    if (this.isConnected) this.#draw();
  }

  #draw() {
    const date = this.getAttribute("date");
    this.classList.toggle("waiting", !date);
    this.setAttribute("aria-hidden", "true");
    const ring = { fill: "none", stroke: "currentColor", "stroke-width": date ? 3.2 : 1.6 };
    if (!date) {
      render(
        this,
        svg(
          "svg",
          { viewBox: "0 0 100 100" },
          svg("circle", { cx: 50, cy: 50, r: 46, "stroke-dasharray": "5 6", ...ring }),
        ),
      );
      return;
    }
    const line = (y) => svg("path", { d: `M6.5 ${y}h87`, stroke: "currentColor", "stroke-width": 2.2 });
    const words = (y, size, text) =>
      svg(
        "text",
        {
          x: 50,
          y,
          "text-anchor": "middle",
          "font-size": size,
          "font-weight": 700,
          fill: "currentColor",
          "font-family": "inherit",
        },
        text,
      );
    const { name, size } = sealName(this.getAttribute("name") ?? "");
    render(
      this,
      svg(
        "svg",
        { viewBox: "0 0 100 100" },
        svg("circle", { cx: 50, cy: 50, r: 47, ...ring }),
        line(36),
        line(62),
        words(28, 17, t("seal.signed")),
        words(54.5, 15.5, stampDate(date)),
        words(74 + size / 2, size, name),
      ),
    );
  }
}

customElements.define("seal-mark", SealMark);
