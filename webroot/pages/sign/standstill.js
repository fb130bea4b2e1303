// Nothing to sign here now: not one's turn yet, or the contract has ended. Says which, and where to go.

import { factsOf, signersOf, stateChip } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

function sentence({ contract }) {
  if (contract.late) return t("standstill.late");
  if (contract.me.step === "wait") return t("standstill.wait");
  if (contract.state === "refused")
    return t(contract.me.state === "refused" ? "standstill.refused-by-me" : "standstill.refused");
  if (contract.state === "withdrawn") return t("standstill.withdrawn");
  return t("standstill.none");
}

export const main = (ceremony) => {
  const { contract, bank } = ceremony;
  return h(
    "div",
    { class: "sheet-of-facts", "data-key": "standstill" },
    h("header", null, stateChip(contract.state, contract.outcome), h("h1", null, contract.summary)),
    message(contract.me.step === "wait" ? "" : "wait", h("p", null, sentence(ceremony))),
    h(
      "section",
      { class: "card", "aria-labelledby": "facts" },
      h("h2", { id: "facts" }, t("sign.facts")),
      factsOf(contract),
    ),
    h(
      "section",
      { class: "card", "aria-labelledby": "signers" },
      h("h2", { id: "signers" }, t("contract.signers")),
      signersOf(contract, bank),
    ),
  );
};

export const say = sentence;

export const bar = ({ contract }) => [
  h("p", { class: "why" }),
  h("a", { class: "button quiet", href: `/contracts/${contract.id}` }, t("done.view")),
  h("a", { class: "button", href: "/contracts/to-sign" }, t("signing.to-list")),
];
