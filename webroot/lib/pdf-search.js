// Searching a PDF's text: widths, case and the spaces that layout puts between Japanese letters make no difference.

const fold = (letter) => letter.normalize("NFKC").toLowerCase().replace(/\s/g, "");

/** The text of one page, folded, with the way back from every letter to where it stands. */
async function index(page) {
  const { items } = await page.getTextContent();
  let text = "";
  const at = [];
  items.forEach(({ str }, item) => {
    for (let offset = 0; offset < str.length;) {
      const letter = String.fromCodePoint(str.codePointAt(offset));
      for (const folded of fold(letter)) {
        text += folded;
        for (let i = 0; i < folded.length; i++) at.push({ item, offset, length: letter.length });
      }
      offset += letter.length;
    }
  });
  return { text, at };
}

export class PdfSearch {
  #pdf;
  #pages = new Map();

  constructor(pdf) {
    this.#pdf = pdf;
  }

  /** Yields matches page by page: {page, from: {item, offset}, to: {item, offset}}. */
  async *find(words) {
    const wanted = [...words].map(fold).join("");
    if (!wanted) return;
    for (let n = 1; n <= this.#pdf.numPages; n++) {
      if (!this.#pages.has(n)) this.#pages.set(n, await index(await this.#pdf.getPage(n)));
      const { text, at } = this.#pages.get(n);
      for (let i = text.indexOf(wanted); i >= 0; i = text.indexOf(wanted, i + wanted.length)) {
        const last = at[i + wanted.length - 1];
        yield { page: n, from: at[i], to: { item: last.item, offset: last.offset + last.length } };
      }
    }
  }
}
