// Signed: when, what happens next, and one's copies.

import "/elements/seal-mark.js";
import { h } from "/lib/dom.js";
import { dateTime, t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";

export function main({ contract, session, path }) {
  return h(
    "div",
    { class: "one-thing finished", "data-key": "done" },
    h("seal-mark", { class: "large press", name: session.user.name, date: contract.me.signedAt }),
    h("h1", null, t("done.title")),
    h("p", { class: "soft" }, h("time", { datetime: contract.me.signedAt }, dateTime(contract.me.signedAt, true))),
    h(
      "p",
      { class: "next" },
      t(`done.next-${contract.state === "signing" ? "others" : contract.state === "in-force" ? "concluded" : "bank"}`),
    ),
    h(
      "section",
      { class: "card", "aria-labelledby": "copies" },
      h("h2", { id: "copies" }, t("done.copies")),
      h(
        "ul",
        { class: "copies" },
        contract.documents.map((d) =>
          h(
            "li",
            { "data-key": d.id },
            h("b", null, d.title),
            h(
              "div",
              { class: "row" },
              h(
                "a",
                {
                  class: "button quiet small",
                  href: `${path}/documents/${d.id}/content?download=true`,
                  download: true,
                },
                icon("save"),
                t("done.save"),
                h("span", { class: "only-read" }, d.title),
              ),
              d.kind === "contract" &&
                h(
                  "a",
                  { class: "button plain small", href: `/contracts/${contract.id}#report-${d.id}` },
                  t("report.title"),
                  h("span", { class: "only-read" }, d.title),
                ),
            ),
          ),
        ),
      ),
    ),
  );
}

export const say = ({ contract }) => t("done.said", { at: dateTime(contract.me.signedAt, true) });

export const bar = ({ contract }) => [
  h("a", { class: "button plain", href: `/contracts/${contract.id}` }, t("done.view")),
  h("p", { class: "why" }),
  h("a", { class: "button", href: "/contracts/to-sign" }, t("done.finish")),
];
