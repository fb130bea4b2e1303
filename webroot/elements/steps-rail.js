// <steps-rail>: what is done, what is now, what is to come. `.steps` = [{name, onClick?}], `.now` = index.

import { h, render } from "/lib/dom.js";
import { t } from "/lib/i18n.js";

class StepsRail extends HTMLElement {
  #steps = [];
  #now = 0;

  set steps(steps) {
    this.#steps = steps;
    this.#draw();
  }

  set now(now) {
    this.#now = now;
    this.#draw();
  }

  #draw() {
    if (!this.#steps.length) return;
    const last = this.#steps.length;
    render(
      this,
      h(
        "p",
        { class: "where", "aria-hidden": "true" },
        t("steps.where", {
          n: Math.min(this.#now + 1, last),
          of: last,
          name: this.#steps[Math.min(this.#now, last - 1)].name,
        }),
      ),
      h(
        "ol",
        { "aria-label": t("steps.label") },
        this.#steps.map((step, i) => {
          const state = i < this.#now ? "done" : i === this.#now ? "now" : "later";
          return h(
            "li",
            { class: state, "aria-current": state === "now" && "step" },
            h("span", { class: "mark", "aria-hidden": "true" }, state === "done" ? "✓" : String(i + 1)),
            h("span", { class: "name" }, step.name, h("span", { class: "only-read" }, t(`steps.${state}`))),
          );
        }),
      ),
    );
  }
}

customElements.define("steps-rail", StepsRail);
