// After 「閉じる」: browsers offer a new certificate only when they begin anew.

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

export const title = "issue.closed-title";

export function main({ closed }) {
  return h(
    "section",
    { class: "card stack", "data-key": "closed" },
    message("ok", h("p", null, h("b", null, t(`issue.closed-${closed}`))), h("p", null, t(`issue.closed-${closed}-text`))),
    h("div", { class: "row end" }, h("a", { class: "button", href: "/employer/", "data-first": true }, t("issue.to-entrance"))),
  );
}
