// An initial password as the master user hands it out: shown once, to be printed; it is nowhere else.

import { fact } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { lastDay } from "/lib/employer-inside.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

/** `user` as the server answered, with `initialPassword` and `initialUntil`. */
export function passwordSlip(user) {
  return h(
    "section",
    { class: "card stack slip", "aria-labelledby": "slip-title" },
    h("h2", { id: "slip-title" }, t("employer-slip.title")),
    h("div", { class: "no-print" }, message("wait", h("p", null, t("employer-slip.once")))),
    h(
      "dl",
      { class: "facts" },
      fact(t("form.label.employer-user-name"), user.name),
      fact(t("form.label.user-id"), h("span", { class: "secret" }, user.userId)),
      fact(t("employer-slip.password"), h("span", { class: "secret", id: "initial-password" }, user.initialPassword)),
      fact(t("employer-slip.until"), lastDay(user.initialUntil)),
    ),
    h("p", null, t("employer-slip.how", { address: `${location.origin}/employer/` })),
    h(
      "p",
      { class: "row no-print" },
      h("button", { type: "button", class: "button", id: "print", onClick: () => print() }, t("employer-slip.print")),
    ),
  );
}
