// Step 5, 電子署名: the one act that binds, and the one vermilion button.

import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { whileBusy } from "/lib/forms.js";
import { money, t } from "/lib/i18n.js";
import { fact, signable, standingOf } from "/lib/contract-parts.js";
import { refuseButton } from "/pages/sign/refuse.js";
import { ownRequest } from "/pages/sign/steps.js";

export function main({ contract, session }) {
  return h(
    "div",
    { class: "one-thing", "data-key": "sign" },
    h("h1", null, t("seal.title")),
    h("p", null, t("seal.text")),
    h(
      "section",
      { class: "card", "aria-labelledby": "seal-what" },
      h("h2", { id: "seal-what" }, contract.summary),
      h(
        "dl",
        { class: "facts" },
        fact(t("contract.amount"), h("span", { class: "big" }, money(contract.amount))),
        fact(
          t("seal.who"),
          session.user.name,
          contract.me.capacity !== "personal" && [
            h("br"),
            h("span", { class: "soft" }, session.user.organization.name),
          ],
        ),
        fact(t("contract.standing"), standingOf(contract.me)),
        fact(
          t("seal.documents"),
          h(
            "ul",
            null,
            signable(contract.documents).map((d) => h("li", null, d.title)),
          ),
        ),
        contract.me.credentialId && fact(t("pin.credential"), h("span", { class: "mono" }, contract.me.credentialId)),
      ),
    ),
  );
}

async function sign(ceremony) {
  try {
    const contract = await api.post(`${ceremony.path}/signature-requests/${ceremony.contract.me.request.id}/signature`);
    ownRequest.forget(ceremony.id);
    history.replaceState(null, "", location.pathname);
    ceremony.accept(contract);
  } catch (problem) {
    if (problem.status === 409) ownRequest.forget(ceremony.id);
    await ceremony.reload().catch(() => {});
    ceremony.tell(problem.message);
  }
}

export const bar = (ceremony) => [
  refuseButton(ceremony),
  h("p", { class: "why" }, t("seal.next")),
  h(
    "button",
    { type: "button", id: "sign", class: "button seal", onClick: () => whileBusy($("#sign"), () => sign(ceremony)) },
    t("seal.sign"),
  ),
];
