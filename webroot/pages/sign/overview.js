// Step 1, 内容: what is to be signed, by whom, until when.

import { fact, factsOf, signersOf, standingOf } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { refuseButton } from "/pages/sign/refuse.js";

export const main = ({ contract, bank }) =>
  h(
    "div",
    { class: "sheet-of-facts", "data-key": "overview" },
    h("header", null, h("p", { class: "soft" }, t("sign.please")), h("h1", null, contract.summary)),
    h(
      "section",
      { class: "card", "aria-labelledby": "facts" },
      h("h2", { id: "facts" }, t("sign.facts")),
      factsOf(
        contract,
        fact(
          t("contract.standing"),
          standingOf(contract.me),
          contract.me.seats?.length > 1 && h("span", { class: "soft" }, h("br"), t("seat.several")),
        ),
      ),
    ),
    h(
      "section",
      { class: "card", "aria-labelledby": "signers" },
      h("h2", { id: "signers" }, t("contract.signers")),
      signersOf(contract, bank),
    ),
  );

export const bar = (ceremony) => [
  refuseButton(ceremony),
  h("p", { class: "why" }, t("sign.documents-wait", { n: ceremony.contract.documents.length })),
  h("button", { type: "button", class: "button", onClick: () => ceremony.go("read") }, t("sign.go-on")),
];
