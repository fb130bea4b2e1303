// 書類: PDFs dropped or chosen go up at once, with their progress; a refused one says why, at the file (CONTRACT-9).

import { api, uploadPdf } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { field } from "/lib/forms.js";
import { size, t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";

const MOST = 20;
let coming = [];
let count = 0;
let line = Promise.resolve();

export function main(making) {
  const { documents } = making.draft;
  return h(
    "section",
    { class: "card stack" },
    h("h2", null, t("new.documents")),
    h("p", { class: "soft" }, t("new.documents-text")),
    h(
      "div",
      {
        class: "drop",
        onDragover: (e) => over(e, true),
        onDragleave: (e) => over(e, false),
        onDrop: (e) => drop(e, making),
      },
      h("p", null, h("b", null, t("new.drop"))),
      h("label", { class: "button quiet", for: "choose" }, t("new.choose")),
      h("input", {
        id: "choose",
        class: "only-read",
        type: "file",
        accept: "application/pdf,.pdf",
        multiple: true,
        onChange: (e) => (take([...e.target.files], making), (e.target.value = "")),
      }),
    ),
    h(
      "ul",
      { class: "files", "aria-live": "polite" },
      documents.map((d, i) => h("li", { "data-key": d.uploadId }, accepted(making, d, i))),
      coming.map((f) =>
        h(
          "li",
          { "data-key": f.key, class: f.problem && "refused" },
          f.problem ? refused(making, f) : uploading(making, f),
        ),
      ),
    ),
  );
}

function accepted(making, d, i) {
  const name = `document-${i}`;
  const set = (key) => (e) => {
    d[key] = e.target.value;
    making.changed();
    making.draw();
  };
  return [
    h(
      "div",
      { class: "head" },
      icon("file"),
      h(
        "span",
        null,
        h("b", null, d.fileName),
        h(
          "small",
          null,
          t("document.pages", { n: d.pages }),
          "・",
          size(d.size),
          d.existingSignatures > 0 && `・${t("new.signed-before", { n: d.existingSignatures })}`,
        ),
      ),
      h("span", { class: "chip ok", "data-mark": "✓" }, t("new.fit")),
      h(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": t("new.remove", { name: d.fileName }),
          onClick: () => remove(making, d),
        },
        icon("close"),
      ),
    ),
    h(
      "div",
      { class: "settings" },
      field({
        id: `${name}-kind`,
        label: t("new.kind"),
        control: h(
          "select",
          { id: `${name}-kind`, onChange: set("kind") },
          ["explanation", "contract"].map((k) =>
            h("option", { value: k, selected: d.kind === k }, t(`documents.${k}`)),
          ),
        ),
      }),
      field({
        id: `${name}-title`,
        label: t("new.document-title"),
        must: true,
        control: h("input", { id: `${name}-title`, maxlength: 100, ".value": d.title, onInput: set("title") }),
      }),
    ),
  ];
}

const uploading = (making, f) => [
  h(
    "div",
    { class: "head" },
    icon("file"),
    h("span", null, h("b", null, f.name), h("small", null, t(f.share < 1 ? "new.uploading" : "new.checking"))),
    h("button", { type: "button", class: "button plain small", onClick: () => f.stop.abort() }, t("cancel")),
  ),
  h("progress", { max: 1, ".value": f.share, "aria-label": t("new.uploading") }),
];

const refused = (making, f) => [
  h(
    "div",
    { class: "head" },
    icon("alert"),
    h(
      "span",
      null,
      h("b", null, f.name),
      h("small", null, f.problem.errors?.length ? f.problem.title : f.problem.message),
    ),
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": t("new.remove", { name: f.name }),
        onClick: () => forget(making, f),
      },
      icon("close"),
    ),
  ),
  f.problem.errors?.length > 0 &&
    h(
      "ul",
      { class: "reasons" },
      f.problem.errors.map((e) => h("li", null, e.message)),
    ),
];

function over(event, on) {
  event.preventDefault();
  $(".drop").classList.toggle("over", on);
}

function drop(event, making) {
  over(event, false);
  take([...event.dataTransfer.files], making);
}

/** One after the other, so that the documents stand in the order in which they were chosen. */
function take(files, making) {
  for (const file of files.slice(0, MOST - making.draft.documents.length)) {
    const entry = { key: `file-${++count}`, name: file.name, file, share: 0, stop: new AbortController() };
    coming.push(entry);
    line = line.then(() => upload(entry, making));
  }
  making.draw();
}

async function upload(entry, making) {
  const { file } = entry;
  try {
    entry.stop.signal.throwIfAborted();
    const answer = await uploadPdf(file, (share) => ((entry.share = share), making.draw()), entry.stop.signal);
    const title = file.name
      .normalize("NFC")
      .replace(/\.pdf$/i, "")
      .slice(0, 100);
    const { id: uploadId, fileName, pages, size: bytes, existingSignatures } = answer;
    making.draft.documents.push({
      uploadId,
      fileName,
      pages,
      size: bytes,
      existingSignatures,
      title,
      kind: title.includes(t("new.explanation-word")) ? "explanation" : "contract",
    });
    making.changed();
    coming = coming.filter((f) => f !== entry);
  } catch (problem) {
    if (problem.name === "AbortError") coming = coming.filter((f) => f !== entry);
    else entry.problem = problem;
  }
  making.draw();
}

function forget(making, entry) {
  coming = coming.filter((f) => f !== entry);
  making.draw();
}

function remove(making, d) {
  making.changed({ documents: making.draft.documents.filter((other) => other !== d) });
  api.del(`/api/staff/uploads/${d.uploadId}`).catch(() => {}); // it lapses by itself otherwise
  making.draw();
}

export function missing({ draft }) {
  return [
    coming.some((f) => !f.problem) && { field: "choose", message: t("new.still-uploading") },
    !draft.documents.length && { field: "choose", message: t("new.documents-missing") },
    draft.documents.length > 0 &&
      !draft.documents.some((d) => d.kind === "contract") && {
        field: "document-0-kind",
        message: t("new.contract-missing"),
      },
    ...draft.documents.map(
      (d, i) => !d.title.trim() && { field: `document-${i}-title`, message: t("new.title-missing") },
    ),
  ].filter(Boolean);
}

export const next = ({ draft }) => t("new.documents-count", { n: draft.documents.length });
