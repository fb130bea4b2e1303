// Nothing came of it, or another window was faster: what happened, and the way on.

import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { message, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

export const title = "issue.issue-title";

export function main(issuing) {
  const { state } = issuing.state;
  return h(
    "section",
    { class: "card stack", "data-key": "stopped" },
    message("wait", h("p", null, h("b", null, t(`issue.stopped-${state}`))), h("p", null, t(`issue.stopped-${state}-text`))),
    h(
      "div",
      { class: "row apart" },
      h("a", { class: "button quiet", href: "/employer/" }, t("issue.to-entrance")),
      state !== "elsewhere" &&
        h("button", { class: "button", type: "button", id: "again", "data-first": true, onClick: () => again(issuing) }, t("issue.begin-again")),
    ),
  );
}

/** From ④ on: the password was used up. */
function again(issuing) {
  whileBusy($("#again"), async () => {
    await api.del("/api/employer/issuance", { anonymous: true }).catch(() => {});
    issuing.state = null;
    issuing.go({});
  });
}
