// 個人情報同意: the PDF opened, the box ticked, then 「同意します」 (DOC-1).

import "/elements/pdf-viewer.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { message, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";

let open = false;
let ticked = false;

export const title = () => "identity.consent-title";

export function main(desk) {
  const { consent } = desk.request;
  return [
    message(
      "",
      h("h2", null, t("identity.please-read")),
      h("p", null, t("identity.consent-text")),
    ),
    h(
      "section",
      { class: "card stack", "aria-label": consent.fileName },
      h(
        "button",
        {
          type: "button",
          id: "open-consent",
          class: "button plain file-link",
          "aria-expanded": open ? "true" : "false",
          onClick: () => show(desk),
        },
        icon("file"),
        h("span", null, consent.fileName),
        h("span", { class: "soft" }, t(consent.opened ? "document.read" : "document.unread")),
      ),
      open &&
        h("div", { class: "consent-paper" }, [
          h("pdf-viewer", {
            src: "/api/consent.pdf",
            heading: consent.fileName,
            ".onopened": () => desk.act(() => api.get("/api/certificate-request")),
          }),
        ]),
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: "checkbox",
          id: "understood",
          ".checked": ticked,
          disabled: !consent.opened,
          onChange: (e) => ((ticked = e.target.checked), desk.draw()),
        }),
        h("span", null, t("identity.understood")),
      ),
    ),
  ];
}

function show(desk) {
  open = true;
  desk.draw();
  $("pdf-viewer").scrollIntoView({ block: "nearest" });
}

function why({ consent }) {
  if (!consent.opened) return t("identity.open-first");
  return ticked ? "" : t("identity.tick-first");
}

export function bar(desk) {
  const reason = why(desk.request);
  return [
    h("a", { class: "button quiet", href: "/account" }, t("identity.disagree")),
    h("p", { class: "why", id: "why" }, reason || t("identity.may-agree")),
    h(
      "button",
      {
        type: "button",
        id: "agree",
        class: "button",
        "aria-disabled": reason ? "true" : "false",
        "aria-describedby": "why",
        onClick: () => reason || agree(desk),
      },
      t("identity.agree"),
    ),
  ];
}

const agree = (desk) =>
  whileBusy($("#agree"), () =>
    desk.act(() => api.put("/api/certificate-request/consent", { sha256: desk.request.consent.sha256 })),
  );
