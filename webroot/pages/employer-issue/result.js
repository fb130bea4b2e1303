// ⑧ 発行結果 and ⑨ インポート: the file saves itself; what to do next, by operating system.

import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { fact } from "/lib/contract-parts.js";
import { message, whileBusy } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";

export const title = "issue.result-title";
const SYSTEMS = ["windows", "mac", "firefox", "linux"];

export function main(issuing) {
  const { file, state } = issuing;
  const known = { ...state, ...file };
  return [
    file ? message("ok", h("p", null, h("b", null, t("issue.done"))), h("p", null, t("issue.keep-open"))) : missing(state),
    h(
      "section",
      { class: "card stack", "data-key": "result" },
      h(
        "dl",
        { class: "facts" },
        fact(t("issue.user-id"), h("span", { class: "mono" }, state?.userId)),
        known.serial && fact(t("issue.serial"), h("span", { class: "mono" }, known.serial)),
        known.lastDay && fact(t("issue.last-day"), t("issue.until", { day: date(known.lastDay) })),
        (file?.name ?? state?.fileName) && fact(t("issue.file-name"), h("span", { class: "mono" }, file?.name ?? state.fileName)),
      ),
      file && [
        h("p", null, t("issue.not-arrived")),
        h("div", { class: "row" }, h("button", { class: "button quiet", type: "button", id: "save", onClick: () => save(file) }, t("issue.save-again"))),
      ],
    ),
    file && next(),
    h(
      "div",
      { class: "row end", "data-key": "end" },
      h("button", { class: "button", type: "button", id: "close", onClick: () => close(issuing) }, t("issue.close")),
    ),
  ];
}

export const say = ({ file }) => file && t("issue.done");

export function after({ file }) {
  if (file) save(file);
}

/** The file is not in this page any more: it was handed over, once. */
function missing({ state }) {
  return message(
    "wait",
    h("p", null, h("b", null, t("issue.once-only"))),
    h("p", null, t(state === "received" ? "issue.once-received" : "issue.once-unsure")),
  );
}

function save({ bytes, name }) {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/x-pkcs12" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function next() {
  return h(
    "section",
    { class: "card stack", "data-key": "next", "aria-labelledby": "import" },
    h("h2", { id: "import" }, t("issue.import")),
    h("ol", { class: "import-steps" }, ["open", "password", "done"].map((step) => h("li", null, t(`issue.import-${step}`)))),
    h("p", null, t("issue.import-help")),
    h(
      "ul",
      { class: "systems" },
      SYSTEMS.map((name) =>
        h("li", null, h("a", { href: `/employer/help/import-${name}`, target: "_blank", rel: "noopener" }, t(`issue.import-on-${name}`))),
      ),
    ),
  );
}

function close(issuing) {
  whileBusy($("#close"), async () => {
    await api.del("/api/employer/issuance", { anonymous: true }).catch(() => {});
    issuing.closed = issuing.file ? "issued" : "left";
    issuing.file = null;
    issuing.draw();
  });
}
