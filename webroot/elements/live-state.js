// <live-state always>: tells when the live line is lost and from when is what one sees; with `always`, also that all is well.

import { h, render } from "/lib/dom.js";
import { t, time } from "/lib/i18n.js";

const SAYS_SO_AFTER_MS = 1500;

class LiveState extends HTMLElement {
  #line = null;
  #timer = 0;

  set line(line) {
    if (line === this.#line) return;
    this.#line = line;
    line.addEventListener("change", () => this.#changed());
    line.addEventListener("heard", () => this.#draw());
    this.setAttribute("role", "status");
    this.#changed();
  }

  /** A line that mends within a moment is not worth a word. */
  #changed() {
    clearTimeout(this.#timer);
    if (this.#line.state !== "lost") this.#draw();
    else this.#timer = setTimeout(() => this.#draw(), SAYS_SO_AFTER_MS);
  }

  #draw() {
    const { state, at } = this.#line;
    this.setAttribute("state", state);
    if (state === "lost") render(this, h("span", { class: "told" }, t("live.lost", { time: time(at, true) })));
    else if (!this.hasAttribute("always") || state === "connecting") render(this);
    else
      render(
        this,
        h("span", { class: "dot" }),
        h("span", null, t(`live.${state}`)),
        h("span", { "aria-hidden": "true" }, time(at, true)),
      );
  }
}

customElements.define("live-state", LiveState);
