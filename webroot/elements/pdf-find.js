// The search bar of the PDF reader: words, the matches among all pages, marks on those that are drawn.

import { $, h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";
import { PdfSearch } from "/lib/pdf-search.js";

export class PdfFind {
  #search = null;
  #pages = [];
  #matches = [];
  #now = -1;
  #turn = 0;
  #goTo;
  #closed;

  /** `goTo(number)` shows a page that is not drawn yet; `closed()` gives the focus back to the paper. */
  constructor(goTo, closed) {
    this.#goTo = goTo;
    this.#closed = closed;
    const button = (name, label, act) =>
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": t(label), title: t(label), onClick: act },
        icon(name),
      );
    this.node = h(
      "div",
      { class: "find", hidden: true, role: "search" },
      h("input", {
        type: "search",
        "aria-label": t("pdf.search"),
        placeholder: t("pdf.search-words"),
        onInput: (e) => this.#find(e.target.value),
        onKeydown: (e) => this.#key(e),
      }),
      h("span", { class: "found", role: "status" }),
      button("up", "pdf.before", () => this.#next(-1)),
      button("down", "pdf.after", () => this.#next(1)),
      button("close", "close", () => this.toggle()),
    );
  }

  /** Searches another document from now on. */
  attach(pdf, pages) {
    this.#search = new PdfSearch(pdf);
    this.#pages = pages;
    this.close();
  }

  close() {
    this.node.hidden = true;
    this.#mark([], -1);
  }

  toggle() {
    if (!this.node.hidden) {
      this.close();
      return this.#closed();
    }
    this.node.hidden = false;
    const input = $("input", this.node);
    input.focus();
    input.select();
    this.#find(input.value);
  }

  /** A page has its text now: its matches can be marked. */
  drawn(page) {
    if (!this.#matches.length) return;
    this.#paint();
    if (this.#matches[this.#now]?.page === page.number) this.#reveal();
  }

  #key(event) {
    if (event.key === "Escape") this.toggle();
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.#next(event.shiftKey ? -1 : 1);
  }

  async #find(words) {
    const turn = ++this.#turn;
    const matches = [];
    this.#mark([], -1);
    if (!words.trim()) return;
    for await (const match of this.#search.find(words)) {
      if (turn !== this.#turn) return;
      matches.push(match);
      if (matches.length === 1) this.#mark(matches, 0);
    }
    if (turn !== this.#turn) return;
    this.#mark(matches, matches.length ? Math.max(this.#now, 0) : -1);
    if (!matches.length) $(".found", this.node).textContent = t("pdf.not-found");
  }

  #next(by) {
    const count = this.#matches.length;
    if (count) this.#mark(this.#matches, (this.#now + by + count) % count);
  }

  #mark(matches, now) {
    const moved = now >= 0 && now !== this.#now;
    this.#matches = matches;
    this.#now = now;
    $(".found", this.node).textContent = matches.length ? t("pdf.found", { n: now + 1, of: matches.length }) : "";
    this.#paint();
    if (moved) this.#reveal();
  }

  /** Marks by the browser's own highlights: the text itself stays untouched. */
  #paint() {
    if (!globalThis.CSS?.highlights) return;
    const ranges = this.#matches.map((m) => this.#pages[m.page - 1]?.range(m));
    CSS.highlights.set("pdf-found", new Highlight(...ranges.filter((r, i) => r && i !== this.#now)));
    CSS.highlights.set("pdf-found-now", new Highlight(...[ranges[this.#now]].filter(Boolean)));
  }

  #reveal() {
    const match = this.#matches[this.#now];
    const page = this.#pages[match.page - 1];
    const range = page?.range(match);
    if (!range) return this.#goTo(match.page);
    const sheets = page.node.parentElement;
    const box = range.getBoundingClientRect();
    const frame = sheets.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) sheets.scrollTop += box.top - frame.top - frame.height / 3;
  }
}
