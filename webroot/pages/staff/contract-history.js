// A contract's history: who did what and when, as the audit trail has it; read again whenever the contract changes.

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { date, dateTime, t, tOr } from "/lib/i18n.js";

/** Keeps the history of one contract; `changed` is called when there is more of it. */
export class History {
  #path;
  #changed;
  #items = [];
  #version = 0;
  #reading = false;

  constructor(path, changed) {
    this.#path = `${path}/history`;
    this.#changed = changed;
  }

  /** The contract is this version now. */
  async follow(version) {
    if (version <= this.#version || this.#reading) return;
    this.#reading = true;
    try {
      const { items } = await api.get(this.#path);
      this.#version = version;
      this.#items = items;
      this.#changed();
    } catch {
      // the page shows what it has; the next change asks again
    } finally {
      this.#reading = false;
    }
  }

  section() {
    return h(
      "section",
      { class: "card", "aria-labelledby": "history", "data-key": "history" },
      h("h2", { id: "history" }, t("history.title")),
      h("ol", { class: "history" }, this.#items.toReversed().map(item)),
    );
  }
}

function item({ at, action, actor, signers, facts }) {
  const who = actor.name ?? t("history.system");
  const sentence = tOr(`history.${action}`, "history.other", {
    signers: signers.join("、"),
    from: facts.from ? date(facts.from) : t("deadline.none"),
    to: facts.to ? date(facts.to) : t("deadline.none"),
    day: date(facts.repaidOn ?? facts.signBy),
    number: facts.number,
  });
  return h(
    "li",
    null,
    h("time", { datetime: at }, dateTime(at, true)),
    h("b", null, sentence),
    h("span", null, who),
  );
}
