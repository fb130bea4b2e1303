// Step 2, 書類を読む: every document opened, then ticked (CONTRACT-2). The server records both.

import "/elements/pdf-viewer.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { refuseButton } from "/pages/sign/refuse.js";

let chosen = null;
let trouble = null;
/** Ticks on their way to the server: news that crosses them must not take them back. */
const pending = new Map();

const ofKind = (contract, kind) => contract.documents.filter((d) => d.kind === kind);
const unread = (documents) => documents.filter((d) => !d.openedAt).length;
const inOrder = (contract) => [...ofKind(contract, "explanation"), ...ofKind(contract, "contract")];
const mayTick = ({ contract }) => ["read", "pin", "code", "sign"].includes(contract.me.step);

const narrow = matchMedia("(max-width: 900px)");

/** Where list and paper stand side by side the next document lies open; on a phone it is opened by a tap. */
export function enter(ceremony) {
  if (narrow.matches) return;
  const all = inOrder(ceremony.contract);
  chosen = (all.find((d) => !d.openedAt) ?? all[0]).id;
  ceremony.draw();
}

export function main(ceremony) {
  const document = ceremony.contract.documents.find((d) => d.id === chosen);
  return h(
    "div",
    { class: "reading", "data-key": "read" },
    h("h1", { class: "only-read" }, t("step.read")),
    !document && h("p", { class: "choose" }, t("sign.choose")),
    document &&
      h("pdf-viewer", {
        src: `${ceremony.path}/documents/${document.id}/content`,
        heading: document.title,
        ".onopened": () => opened(ceremony),
      }),
  );
}

/** The document has come whole; the server knows it, and says so when asked. */
async function opened(ceremony) {
  await ceremony.reload();
}

export function side(ceremony) {
  const { contract } = ceremony;
  const group = (kind, tick) => {
    const documents = ofKind(contract, kind);
    return (
      documents.length > 0 &&
      h(
        "section",
        { class: "stack", "aria-labelledby": `list-${kind}` },
        h("h2", { id: `list-${kind}` }, t(`documents.${kind}`)),
        h(
          "ul",
          { class: "documents" },
          documents.map((d) => row(ceremony, d)),
        ),
        checkbox(ceremony, tick, documents),
      )
    );
  };
  return h(
    "div",
    { class: "to-read", "data-key": "to-read" },
    group("explanation", "explanation"),
    group("contract", "documents"),
    trouble && message("fail", h("p", null, trouble)),
  );
}

function row(ceremony, document) {
  return h(
    "li",
    { class: document.openedAt && "read", "data-key": document.id },
    h(
      "button",
      { type: "button", "aria-current": document.id === chosen && "true", onClick: () => choose(ceremony, document) },
      h("span", { class: "mark", "aria-hidden": "true" }, document.openedAt ? "✓" : ""),
      h(
        "span",
        null,
        document.title,
        h(
          "small",
          null,
          t("document.pages", { n: document.pages }),
          "・",
          t(document.openedAt ? "document.read" : "document.unread"),
        ),
      ),
    ),
  );
}

function choose(ceremony, document) {
  chosen = document.id;
  ceremony.draw();
  if (narrow.matches) $("pdf-viewer").scrollIntoView();
}

function checkbox(ceremony, what, documents) {
  const ticked = pending.get(what) ?? ceremony.contract.me.acknowledged?.[what] ?? false;
  return h(
    "label",
    { class: "tick" },
    h("input", {
      type: "checkbox",
      ".checked": ticked,
      disabled: unread(documents) > 0 || !mayTick(ceremony),
      onChange: (e) => tick(ceremony, what, e.target.checked),
    }),
    h("span", null, t(`acknowledge.${what}`)),
  );
}

async function tick(ceremony, what, on) {
  const path = `${ceremony.path}/acknowledgements/${what}?seat=${ceremony.contract.me.seat}`;
  trouble = null;
  pending.set(what, on);
  try {
    await (on ? api.put(path) : api.del(path));
  } catch (problem) {
    trouble = problem.message;
  }
  await ceremony.reload().catch(() => {});
  pending.delete(what);
  ceremony.draw();
}

/** Why one may not go on yet, or "". */
function why({ contract }) {
  const left = unread(contract.documents);
  if (left) return t("sign.read-more", { n: left });
  const { explanation, documents } = contract.me.acknowledged ?? {};
  const missing =
    (ofKind(contract, "explanation").length && !explanation) || (ofKind(contract, "contract").length && !documents);
  return missing ? t("sign.tick-first") : "";
}

export function bar(ceremony) {
  const reason = why(ceremony);
  return [
    refuseButton(ceremony),
    h("p", { class: "why", id: "why" }, reason || t("sign.all-read")),
    h(
      "button",
      {
        type: "button",
        class: "button",
        "aria-disabled": reason ? "true" : "false",
        "aria-describedby": "why",
        onClick: () => reason || ceremony.go("pin"),
      },
      t("sign.to-signing"),
    ),
  ];
}

export const say = why;
