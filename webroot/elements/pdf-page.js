// One sheet of a PDF: picture and real text over it, made when it comes near the window, dropped when it has gone far.

import { h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { pdfjs } from "/lib/pdf.js";

const SHARPEST = 2;
const MOST_PIXELS = 16_000_000;

export class PdfPage {
  /** `size` is a guess (another page's) until the page itself has been read; PDF points. */
  constructor(pdf, number, size) {
    this.number = number;
    this.size = size;
    this.textDivs = [];
    this.node = h("div", {
      class: "sheet",
      "data-page": number,
      role: "group",
      "aria-label": t("pdf.page", { n: number }),
    });
    this.#pdf = pdf;
  }

  #pdf;
  #turn = 0;
  #task = null;
  #scale = 1;

  /** Sets the scale (1 = 96 px an inch); what was drawn at another scale is dropped. */
  set scale(scale) {
    this.#scale = scale;
    this.#resize();
    if (this.shown) {
      this.hide();
      this.show();
    }
  }

  #resize() {
    this.node.style.setProperty("--total-scale-factor", this.#scale);
    this.node.style.width = `${Math.floor(this.size.width * this.#scale)}px`;
    this.node.style.height = `${Math.floor(this.size.height * this.#scale)}px`;
  }

  /** Draws the page; `drawn` is called when its text can be marked. What fails once it is hidden concerns nobody. */
  async show(drawn = this.drawn) {
    if (this.shown) return;
    this.shown = true;
    this.drawn = drawn;
    const turn = ++this.#turn;
    try {
      await this.#draw(turn);
    } catch (fault) {
      if (turn === this.#turn) throw fault;
    }
  }

  async #draw(turn) {
    const page = await this.#pdf.getPage(this.number);
    if (turn !== this.#turn) return;
    const viewport = page.getViewport({ scale: this.#scale });
    const plain = page.getViewport({ scale: 1 });
    if (plain.width !== this.size.width || plain.height !== this.size.height) {
      this.size = { width: plain.width, height: plain.height };
      this.#resize();
    }
    await this.#paint(page, viewport);
    if (turn !== this.#turn) return;
    await this.#writeText(page, viewport);
    if (turn === this.#turn) this.drawn?.(this);
  }

  async #paint(page, viewport) {
    const sharp = Math.min(
      devicePixelRatio || 1,
      SHARPEST,
      Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)),
    );
    const canvas = h("canvas", {
      width: Math.floor(viewport.width * sharp),
      height: Math.floor(viewport.height * sharp),
      "aria-hidden": "true",
    });
    this.#task = page.render({ canvas, viewport, transform: sharp === 1 ? null : [sharp, 0, 0, sharp, 0, 0] });
    try {
      await this.#task.promise;
      this.node.replaceChildren(canvas);
    } catch (fault) {
      if (fault.name !== "RenderingCancelledException") throw fault;
    }
  }

  async #writeText(page, viewport) {
    const { TextLayer } = await pdfjs();
    const container = h("div", { class: "textLayer" });
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
    await layer.render();
    this.textDivs = layer.textDivs;
    this.node.append(container);
  }

  hide() {
    if (!this.shown) return;
    this.shown = false;
    this.#turn++;
    this.#task?.cancel();
    this.textDivs = [];
    this.node.replaceChildren();
  }

  /** The letters of a match as a DOM range, or null while the page is not drawn. */
  range({ from, to }) {
    const [start, end] = [this.textDivs[from.item]?.firstChild, this.textDivs[to.item]?.firstChild];
    if (!start || !end) return null;
    const range = document.createRange();
    range.setStart(start, Math.min(from.offset, start.length));
    range.setEnd(end, Math.min(to.offset, end.length));
    return range;
  }
}
