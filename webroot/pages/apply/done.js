// Step 4, お申込み完了: what happens next.

import { $, h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

export function main(applying) {
  const { number, email, identification } = applying.current;
  return [
    message("ok", h("h2", null, t("apply.done-title")), h("p", null, t("apply.done-text"))),
    h(
      "section",
      { class: "card stack" },
      h("h2", null, t("apply.number")),
      h("p", { class: "number-card mono", id: "number" }, number),
      email && h("p", { class: "soft" }, t("apply.done-mail", { email })),
    ),
    h(
      "section",
      { class: "card stack" },
      h("h2", null, t("apply.next")),
      h(
        "ol",
        { class: "next-steps" },
        ["review", identification === "face-to-face" ? "mails-meeting" : "mails", "login"].map((step) => h("li", null, t(`apply.next-${step}`))),
      ),
    ),
  ];
}

export const bar = (applying) => [
  h(
    "button",
    { type: "button", class: "button quiet", id: "again", onClick: () => applying.startAgain($("#again")) },
    t("apply.again"),
  ),
  h("p", { class: "why" }, t("apply.done-why")),
];
