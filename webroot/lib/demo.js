// In embedded mode only: who can be tried, and where the mails arrive.

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { service } from "/lib/service.js";

/** A list of demonstration accounts that calls `choose(account)`; null on a real service. */
export async function demoAccounts(portal, choose) {
  if (!(await service)?.embedded) return null;
  const demo = await api.get("/dev/demo", { anonymous: true }).catch(() => null);
  if (!demo) return null;
  return h(
    "section",
    { class: "demo" },
    h("h2", null, t("demo.title")),
    h("p", null, t("demo.text"), " ", h("a", { href: "/dev/mailbox/" }, t("demo.mailbox"))),
    h(
      "ul",
      null,
      demo.accounts
        .filter((a) => a.portal === portal)
        .map((account) =>
          h(
            "li",
            null,
            h(
              "button",
              { type: "button", class: "button quiet small", onClick: () => choose(account) },
              h("span", null, h("b", null, account.name ?? account.email), account.organization ?? account.branch),
              h("span", { class: "soft" }, t(`${portal === "staff" ? "staff-role" : "role"}.${account.role}`)),
            ),
          ),
        ),
    ),
    portal === "mypage" &&
      h("p", null, t("demo.pin"), " ", h("b", { class: "mono" }, demo.accounts.find((a) => a.pin)?.pin)),
  );
}
