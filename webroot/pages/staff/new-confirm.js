// 確認: a last look before the request goes to the signers.

import { fact, standingOf } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { date, money, t } from "/lib/i18n.js";

export function main({ draft, cancels }) {
  const several = new Set(draft.signers.map((s) => s.turn)).size > 1;
  return [
    h(
      "section",
      { class: "card" },
      h("h2", null, t("new.confirm")),
      h(
        "dl",
        { class: "facts" },
        cancels && fact(t("cancel-contract.cancelled"), h("b", null, cancels.summary), `　${cancels.number}`),
        !cancels && [
          fact(t("contract.summary"), h("b", null, draft.summary)),
          fact(t("contract.amount"), h("span", { class: "big" }, money(draft.amount))),
          fact(t("contract.applied"), date(draft.appliedOn)),
          fact(t("contract.planned"), date(draft.plannedOn)),
        ],
        fact(t("contract.sign-by"), draft.signBy ? date(draft.signBy) : t("deadline.none")),
        fact(t("new.mark"), t(draft.markVisible ? "new.mark-yes" : "new.mark-no")),
      ),
    ),
    h(
      "section",
      { class: "card" },
      h("h2", null, t("new.documents")),
      h(
        "dl",
        { class: "facts" },
        draft.documents.map((d) =>
          fact(
            t(`documents.${d.kind}`),
            d.title,
            h("span", { class: "soft" }, `　${t("document.pages", { n: d.pages })}`),
          ),
        ),
      ),
    ),
    h(
      "section",
      { class: "card" },
      h("h2", null, t("new.signers")),
      h(
        "dl",
        { class: "facts" },
        draft.signers
          .toSorted((a, b) => a.turn - b.turn)
          .map((s) =>
            fact(
              standingOf(s),
              h("b", null, s.name),
              s.organization !== s.name && `　${s.organization}`,
              several && h("span", { class: "soft" }, `　${t("signer.turn", { n: s.turn })}`),
            ),
          ),
      ),
    ),
  ];
}

export const missing = () => [];

export const next = () => t("new.send-text");
