// Nothing to upload just now: sent, approved, to be met face to face, or nothing asked for.

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { lang, t } from "/lib/i18n.js";

const NEXT = { "pin-due": true, "pin-registered": true };

export const title = ({ request }) =>
  request.state === "under-review" ? "identity.sent-title" : "identity.documents-title";

export function main({ request }) {
  const { state } = request;
  return [
    message(
      state === "under-review" || NEXT[state] ? "ok" : "",
      h("p", null, t(`identity.at-${state}`)),
      state === "under-review" && h("p", null, t("identity.sent-next")),
    ),
    NEXT[state] && h("p", null, h("a", { class: "button", href: "/account/pin" }, t("identity.to-pin"))),
    state === "under-review" &&
      h(
        "section",
        { class: "card", "aria-labelledby": "sent" },
        h("h2", { id: "sent" }, t("identity.sent-files")),
        h(
          "ul",
          { class: "sent-files" },
          request.parts.flatMap((p) =>
            p.files.map((f) => h("li", { "data-key": f.id }, h("span", null, label(p, f)), h("b", null, f.fileName))),
          ),
        ),
      ),
  ];
}

function label(part, file) {
  const kind = part.kinds.find((k) => k.kind === file.kind);
  return kind?.files.find((f) => f.position === file.position)?.label[lang] ?? t(`identity.part-${part.part}`);
}

export const bar = () => [h("p", { class: "why" }), h("a", { class: "button quiet", href: "/account" }, t("identity.to-account"))];
