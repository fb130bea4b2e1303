// A contract's documents on a page: a list at the left; at the right the one chosen, as itself or as its report.

import "/elements/pdf-viewer.js";
import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";
import { reportOf } from "/lib/report-parts.js";

/** What is only read and never signed has no report. */
const tabsOf = (document) => (document.kind === "contract" ? ["paper", "report"] : ["paper"]);

export class Paper {
  #base;
  #draw;
  #chosen = null;
  #tab = "paper";
  #reports = new Map();
  documents = [];

  /** `base` is the address of the documents; `draw` draws the page anew. `#report-ID` opens a report. */
  constructor(base, draw) {
    this.#base = base;
    this.#draw = draw;
    const wanted = /^#report-(.+)$/.exec(location.hash);
    if (wanted) [this.#chosen, this.#tab] = [wanted[1], "report"];
  }

  get #document() {
    return (
      this.documents.find((d) => d.id === this.#chosen) ??
      this.documents.find((d) => d.kind === "contract") ??
      this.documents[0]
    );
  }

  #address(kind) {
    return `${this.#base}/${this.#document.id}/${kind}`;
  }

  /** The list of documents; choosing one shows it. */
  list() {
    return h(
      "section",
      { class: "card", "aria-labelledby": "documents" },
      h("h2", { id: "documents" }, t("contract.documents")),
      h(
        "ul",
        { class: "documents" },
        this.documents.map((d) =>
          h(
            "li",
            { "data-key": d.id },
            h(
              "button",
              { type: "button", "aria-current": d === this.#document && "true", onClick: () => this.#choose(d) },
              icon("file"),
              h(
                "span",
                null,
                d.title,
                h("small", null, t(`documents.${d.kind}`), "・", t("document.pages", { n: d.pages })),
              ),
            ),
          ),
        ),
      ),
      h(
        "a",
        { class: "button quiet small no-print", href: this.#base.replace(/\/documents$/, "/evidence.zip"), download: true },
        icon("save"),
        t("contract.save-all"),
      ),
    );
  }

  #choose(document) {
    this.#chosen = document.id;
    this.#draw();
    const desk = window.document.querySelector(".paper");
    if (desk.getBoundingClientRect().top > innerHeight * 0.6) desk.scrollIntoView({ block: "start" });
  }

  /** The chosen document with its tabs and acts. */
  desk() {
    const chosen = this.#document;
    if (!chosen) return null;
    const tabs = tabsOf(chosen);
    const tabNow = tabs.includes(this.#tab) ? this.#tab : "paper";
    const report = tabNow === "report";
    return h(
      "section",
      { class: `paper${report ? " report" : ""}`, "aria-label": t("contract.reading") },
      h(
        "div",
        { class: "acts" },
        h(
          "div",
          { class: "tabs", role: "tablist", "aria-label": chosen.title, onKeydown: (e) => this.#arrow(e) },
          tabs.map((tab) =>
            h(
              "button",
              {
                type: "button",
                role: "tab",
                id: `tab-${tab}`,
                "aria-controls": "tab-panel",
                "aria-selected": String(tab === tabNow),
                tabindex: tab === tabNow ? "0" : "-1",
                onClick: () => this.#show(tab),
              },
              t(tab === "paper" ? "contract.paper" : "report.title"),
            ),
          ),
        ),
        h(
          "a",
          { class: "button quiet small", href: `${this.#address("content")}?download=true`, download: true },
          icon("save"),
          t("contract.save"),
        ),
        h(
          "a",
          {
            class: "button quiet small",
            href: this.#address(report ? "report.pdf" : "content"),
            target: "_blank",
            rel: "noopener",
          },
          icon("print"),
          t("contract.print"),
          h("span", { class: "only-read" }, t("contract.new-tab")),
        ),
      ),
      h(
        "div",
        {
          role: "tabpanel",
          id: "tab-panel",
          class: "panel",
          "aria-labelledby": `tab-${tabNow}`,
          tabindex: report ? "0" : null,
          "data-key": tabNow,
        },
        report ? this.#report(chosen) : h("pdf-viewer", { src: this.#address("content"), heading: chosen.title }),
      ),
    );
  }

  #show(tab) {
    this.#tab = tab;
    this.#draw();
  }

  #arrow(event) {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    this.#show(tabsOf(this.#document).find((tab) => tab !== this.#tab) ?? "paper");
    window.document.querySelector(`#tab-${this.#tab}`)?.focus();
  }

  #report(document) {
    const key = `${document.id}/${document.revision}`;
    if (!this.#reports.has(key)) queueMicrotask(() => this.#load(key, this.#address("report")));
    const found = this.#reports.get(key);
    if (!found)
      return h(
        "div",
        { class: "report-body" },
        h("p", { role: "status" }, t("report.making")),
        h("progress", { "aria-label": t("report.making") }),
      );
    if (found.problem) return h("div", { class: "report-body" }, message("fail", h("p", null, found.problem.message)));
    return reportOf(found.report, this.#address("report"));
  }

  async #load(key, address) {
    if (this.#reports.has(key)) return;
    this.#reports.set(key, null);
    try {
      this.#reports.set(key, { report: await api.get(address) });
    } catch (problem) {
      this.#reports.set(key, { problem });
    }
    this.#draw();
  }
}
