// <pdf-viewer src heading>: reads a PDF with its real text: select, search, zoom, keyboard; 500 pages cost what is seen.
// `.onopened` is called when the document has come whole.

import { PdfFind } from "/elements/pdf-find.js";
import { PdfPage } from "/elements/pdf-page.js";
import { doubt, reach } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";
import { openPdf } from "/lib/pdf.js";

/** One who waits longer is told where nobody answers at all. */
const LONG_MS = 4_000;
const POINTS_TO_PX = 96 / 72;
const ZOOMS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
const WIDEST_FIT = 1.5;
const MARGIN_PX = 40;

class PdfViewer extends HTMLElement {
  static observedAttributes = ["src", "heading"];
  #pages = [];
  #now = 1;
  #zoom = "fit";
  #turn = 0;
  #task = null;
  #find = new PdfFind(
    (number) => this.#goTo(number),
    () => $(".sheets", this).focus(),
  );
  #seen = null;
  #resized = new ResizeObserver(() => this.#zoom === "fit" && this.#applyZoom());

  connectedCallback() {
    if (!this.firstChild) this.#furnish();
    if (this.getAttribute("src")) this.#open();
  }

  disconnectedCallback() {
    this.#close();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || !this.firstChild || before === after) return;
    if (name === "src") this.#open();
    else this.#name();
  }

  /** Which document this is: over it, and for those who listen. */
  #name() {
    const heading = this.getAttribute("heading") ?? "";
    $(".sheets", this).setAttribute("aria-label", t("pdf.text", { title: heading }));
    $(".name", this).textContent = heading;
  }

  #furnish() {
    const button = (name, label, act) =>
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": t(label), title: t(label), onClick: act },
        icon(name),
      );
    render(
      this,
      h(
        "div",
        { class: "tools", role: "group", "aria-label": t("pdf.tools") },
        h("b", { class: "name" }),
        h(
          "span",
          { class: "where" },
          h("input", {
            class: "page-number",
            type: "text",
            inputmode: "numeric",
            value: "1",
            "aria-label": t("pdf.page-number"),
            onChange: (e) => this.#typedPage(e.target),
          }),
          h("span", { class: "of" }),
        ),
        h(
          "span",
          { class: "zooms" },
          button("minus", "pdf.smaller", () => this.#step(-1)),
          h("output", { class: "percent", "aria-live": "polite" }),
          button("plus", "pdf.larger", () => this.#step(1)),
          button("fit", "pdf.fit", () => this.#setZoom("fit")),
        ),
        button("search", "pdf.search", () => this.#find.toggle()),
      ),
      this.#find.node,
      h("div", {
        class: "sheets",
        tabindex: "0",
        role: "region",
        onScroll: () => this.#scrolled(),
        onKeydown: (e) => this.#key(e),
      }),
      h("div", { class: "wait", role: "status" }),
    );
    const sheets = $(".sheets", this);
    this.#seen = new IntersectionObserver((entries) => this.#see(entries), { root: sheets, rootMargin: "100% 0px" });
    this.#resized.observe(sheets);
  }

  #close() {
    this.#turn++;
    this.#seen?.disconnect();
    this.#pages.forEach((p) => p.hide());
    this.#pages = [];
    this.#task?.destroy();
    this.#task = null;
  }

  async #open() {
    this.#close();
    const turn = this.#turn;
    const src = this.getAttribute("src");
    const sheets = $(".sheets", this);
    sheets.replaceChildren();
    this.#name();
    this.#find.close();
    this.#wait(null);
    const long = setTimeout(doubt, LONG_MS);
    try {
      const { task, pdf } = await openPdf(src, (share) => turn === this.#turn && this.#wait(share));
      if (turn !== this.#turn) return task.destroy();
      this.#task = task;
      await this.#lay(pdf);
      render($(".wait", this));
      await pdf.getDownloadInfo();
      if (turn === this.#turn) this.onopened?.({ src, pages: pdf.numPages });
    } catch {
      if (turn === this.#turn) this.#failed();
    } finally {
      clearTimeout(long);
    }
  }

  async #lay(pdf) {
    const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
    const size = { width: first.width, height: first.height };
    this.#pages = Array.from({ length: pdf.numPages }, (_, i) => new PdfPage(pdf, i + 1, size));
    this.#find.attach(pdf, this.#pages);
    $(".sheets", this).replaceChildren(...this.#pages.map((p) => p.node));
    $(".of", this).textContent = `/ ${pdf.numPages}`;
    this.#applyZoom();
    this.#at(1);
    this.#pages.forEach((p) => this.#seen.observe(p.node));
  }

  #wait(share) {
    render(
      $(".wait", this),
      h("p", null, t("pdf.loading")),
      h("progress", { max: 1, value: share, "aria-label": t("pdf.loading") }),
    );
  }

  /** Where it failed because nobody answers, it is opened when somebody does. */
  #failed() {
    const turn = this.#turn;
    const goOn = () => turn === this.#turn && !reach.away && this.#open();
    reach.addEventListener("change", goOn);
    doubt().then(() => reach.away || reach.removeEventListener("change", goOn));
    render(
      $(".wait", this),
      h("p", null, t("pdf.failed")),
      h("button", { type: "button", class: "button quiet", onClick: () => this.#open() }, t("again")),
    );
  }

  #see(entries) {
    for (const { target, isIntersecting } of entries) {
      const page = this.#pages[target.dataset.page - 1];
      if (isIntersecting) page?.show((drawn) => this.#find.drawn(drawn));
      else page?.hide();
    }
  }

  /* ── where ── */
  #scrolled() {
    const sheets = $(".sheets", this);
    const middle = sheets.scrollTop + sheets.clientHeight / 3;
    const at = this.#pages.findLast((p) => p.node.offsetTop - sheets.offsetTop <= middle);
    if (at) this.#at(at.number);
  }

  #at(number) {
    this.#now = number;
    const input = $(".page-number", this);
    if (document.activeElement !== input) input.value = number;
  }

  #typedPage(input) {
    const wanted = parseInt(input.value.normalize("NFKC"), 10);
    const number = Number.isNaN(wanted) ? this.#now : Math.min(Math.max(wanted, 1), this.#pages.length);
    input.value = number;
    this.#goTo(number);
  }

  #goTo(number) {
    const page = this.#pages[number - 1];
    if (!page) return;
    const sheets = $(".sheets", this);
    sheets.scrollTop = page.node.offsetTop - sheets.offsetTop - 12;
    this.#at(number);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      "+": () => this.#step(1),
      "-": () => this.#step(-1),
      0: () => this.#setZoom("fit"),
      "/": () => this.#find.toggle(),
      ArrowRight: () => this.#goTo(Math.min(this.#now + 1, this.#pages.length)),
      ArrowLeft: () => this.#goTo(Math.max(this.#now - 1, 1)),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  /* ── how large ── */
  get #scale() {
    if (this.#zoom !== "fit") return this.#zoom * POINTS_TO_PX;
    const room = Math.max(200, $(".sheets", this).clientWidth - MARGIN_PX);
    return Math.min(room / this.#pages[0].size.width, WIDEST_FIT * POINTS_TO_PX);
  }

  #step(by) {
    const now = this.#scale / POINTS_TO_PX;
    const next = by > 0 ? ZOOMS.find((z) => z > now + 0.01) : ZOOMS.findLast((z) => z < now - 0.01);
    if (next) this.#setZoom(next);
  }

  #setZoom(zoom) {
    this.#zoom = zoom;
    this.#applyZoom();
  }

  #applyZoom() {
    if (!this.#pages.length) return;
    const scale = this.#scale;
    const percent = `${Math.round((scale / POINTS_TO_PX) * 100)}%`;
    if (percent === $(".percent", this).textContent && this.#pages[0].node.style.width) return;
    const now = this.#now;
    for (const page of this.#pages) page.scale = scale;
    $(".percent", this).textContent = percent;
    this.#goTo(now);
  }
}

customElements.define("pdf-viewer", PdfViewer);
