// <paper-mandate purpose="new-user|certificate-request" mandate=ID>: 委任状 「ファイルアップロード」: 「参照」「アップロード」「削除」, with the
// state of its scan as it goes on (CERT-4, DOC-4). Fires `change` (detail: the mandate as the server shows it, or null).

import { Problem, api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { message, whileBusy } from "/lib/forms.js";
import { lang, size, t, tOr } from "/lib/i18n.js";
import { service } from "/lib/service.js";

const KINDS = ".docx,.xlsx,.pdf,.jpg,.jpeg,.png,.gif,.bmp,.tif,.tiff";
const LOOK_MS = 1000;
const UNSETTLED = ["queued", "scanning", "waiting"];

class PaperMandate extends HTMLElement {
  #mandate = null;
  #chosen = null;
  #sent = null;
  #trouble = null;
  #timer = 0;
  #largest = Infinity;

  async connectedCallback() {
    this.#draw();
    service.then((s) => {
      this.#largest = s?.largestFile ?? Infinity;
      this.#draw();
    });
    const id = this.getAttribute("mandate");
    if (id && !this.#mandate) this.#take(await api.get(`/api/mandates/${id}`).catch(() => null));
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  /** Whether it may be used: uploaded and found clean. */
  get ready() {
    return this.#mandate?.file?.state === "clean";
  }

  /** Why not, as a sentence. */
  get complaint() {
    if (!this.#mandate) return t("paper.missing");
    const { state } = this.#mandate.file ?? {};
    return UNSETTLED.includes(state) ? t("paper.under-scan") : t("paper.unfit");
  }

  #take(mandate) {
    this.#mandate = mandate;
    this.#draw();
    this.dispatchEvent(new CustomEvent("change", { detail: mandate }));
    clearTimeout(this.#timer);
    if (mandate && UNSETTLED.includes(mandate.file?.state)) this.#timer = setTimeout(() => this.#look(), LOOK_MS);
  }

  async #look() {
    try {
      this.#take(await api.get(`/api/mandates/${this.#mandate.id}`));
    } catch (problem) {
      if (problem.status === 404) this.#take(null);
      else this.#timer = setTimeout(() => this.#look(), LOOK_MS * 3);
    }
  }

  #draw() {
    const id = "paper-file";
    render(
      this,
      h(
        "div",
        { class: "paper-mandate stack", role: "group", "aria-labelledby": "paper-title" },
        h("p", { id: "paper-title" }, h("b", null, t("paper.title"))),
        h("p", { class: "hint", id: "paper-hint" }, t("paper.hint", { limit: limit(this.#largest) })),
        h("p", null, h("a", { id: "paper-blank", href: "/api/mandates/blank.pdf", download: "" }, t("paper.blank"))),
        this.#mandate
          ? this.#uploaded()
          : h(
              "div",
              { class: "row", "data-key": "choose" },
              h("input", {
                type: "file",
                id,
                accept: KINDS,
                class: "only-read",
                tabindex: "-1",
                "aria-hidden": "true",
                onChange: (e) => {
                  this.#choose(e.target.files[0] ?? null);
                  e.target.value = "";
                },
              }),
              h(
                "button",
                { type: "button", id: "paper-choose", class: "button quiet", "aria-describedby": "paper-hint", onClick: () => $(`#${id}`, this).click() },
                t("paper.choose"),
              ),
              h("span", { class: "file-name" }, this.#chosen?.name ?? t("paper.none")),
              h(
                "button",
                {
                  type: "button",
                  id: "paper-upload",
                  class: "button",
                  "aria-disabled": this.#chosen ? "false" : "true",
                  onClick: () => this.#chosen && whileBusy($("#paper-upload", this), () => this.#upload()),
                },
                t("paper.upload"),
              ),
            ),
        this.#sent !== null &&
          h("progress", { max: 1, value: this.#sent, "aria-label": t("paper.sending") }, `${Math.round(this.#sent * 100)}%`),
        h("div", { "aria-live": "polite" }, this.#trouble && message("fail", h("p", null, this.#trouble))),
      ),
    );
  }

  #uploaded() {
    const { file, fileName } = this.#mandate;
    const state = file?.state ?? "refused";
    const kind = state === "clean" ? "ok" : UNSETTLED.includes(state) ? "wait" : "fail";
    return h(
      "div",
      { class: "row apart", "data-key": "uploaded" },
      h(
        "div",
        { role: "status" },
        h("p", null, h("b", null, fileName)),
        h("p", { class: `scan ${kind}` }, t(`paper.state-${state === "clean" && !file.scanned ? "unscanned" : state}`)),
        state === "infected" && h("p", { class: "small" }, t("identity.infected", { virus: file.virus })),
        state === "refused" && h("p", { class: "small" }, tOr(`refused.${file?.reason}`, "refused.damaged")),
      ),
      h(
        "button",
        {
          type: "button",
          id: "paper-delete",
          class: "button quiet small",
          disabled: ["queued", "scanning"].includes(state),
          onClick: () => whileBusy($("#paper-delete", this), () => this.#delete()),
        },
        t("paper.delete"),
      ),
    );
  }

  /** Too large is told before anything is sent. */
  #choose(file) {
    const fits = !file || file.size <= this.#largest;
    this.#chosen = fits ? file : null;
    this.#trouble = fits ? null : t("identity.too-large", { size: size(file.size) });
    this.#draw();
  }

  async #upload() {
    this.#trouble = null;
    this.#sent = 0;
    this.#draw();
    try {
      const mandate = await send(this.#chosen, this.getAttribute("purpose"), (share) => {
        this.#sent = share;
        this.#draw();
      });
      this.#sent = null;
      this.#chosen = null;
      this.#take(mandate);
      focusOn($("[role=status]", this));
    } catch (problem) {
      this.#sent = null;
      this.#trouble = problem.errors?.[0]?.message ?? problem.message;
      this.#draw();
    }
  }

  async #delete() {
    try {
      await api.del(`/api/mandates/${this.#mandate.id}`);
      this.#take(null);
      focusOn($("#paper-choose", this));
    } catch (problem) {
      this.#trouble = problem.message;
      this.#draw();
    }
  }
}

const limit = (bytes) => (bytes === Infinity ? "―" : Math.floor(bytes / 1048576));

/** Sends the file and tells the share that has gone. */
function send(file, purpose, onProgress) {
  return new Promise((done, failed) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", `/api/mandates/files?purpose=${purpose}`);
    xhr.setRequestHeader("Content-Type", "application/octet-stream");
    xhr.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    xhr.setRequestHeader("Accept-Language", lang);
    xhr.responseType = "json";
    xhr.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
    xhr.onload = () =>
      xhr.status === 201 ? done(xhr.response) : failed(new Problem(xhr.status, xhr.response ?? { detail: t("problem.unknown") }));
    xhr.onerror = () => failed(new Problem(0, { code: "offline", detail: t("problem.offline") }));
    xhr.send(file);
  });
}

customElements.define("paper-mandate", PaperMandate);
