// While signing: the real stage of every document, in words (CONTRACT-3). Leaving the page loses nothing.

import { stageSentence, stagesOf, troubleText } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

export const main = ({ contract }) =>
  h(
    "div",
    { class: "one-thing", "data-key": "signing" },
    h("h1", null, t("signing.title")),
    h("p", null, t("signing.text")),
    contract.me.trouble && message("wait", h("p", null, troubleText(contract.me.trouble))),
    h(
      "section",
      { class: "card", "aria-label": t("signing.progress") },
      stagesOf(contract.documents, contract.me.progress ?? []),
    ),
  );

export const say = ({ contract }) => stageSentence(contract.documents, contract.me.progress ?? []);

export const bar = () => [
  h("p", { class: "why" }, t("signing.leave")),
  h("a", { class: "button quiet", href: "/contracts/to-sign" }, t("signing.to-list")),
];
