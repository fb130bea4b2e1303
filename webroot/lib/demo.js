// In embedded mode only: who can be tried, and where the mails arrive. On a real service all of this is absent.

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { service } from "/lib/service.js";

async function ask() {
  if (!(await service)?.embedded) return null;
  return api.get("/dev/demo", { anonymous: true }).catch(() => null);
}

/** A list of demonstration accounts that calls `choose(account)`; null on a real service. */
export async function demoAccounts(portal, choose) {
  const demo = await ask();
  const accounts = demo?.accounts.filter((a) => a.portal === portal) ?? [];
  if (!accounts.length) return null;
  const role = (a) => t(`${portal === "staff" ? "staff-role" : "role"}.${a.role}`);
  return h(
    "section",
    { class: "demo" },
    h("h2", null, t("demo.title")),
    h("p", null, t("demo.text"), " ", mailboxLink("")),
    h(
      "ul",
      null,
      accounts.map((a) =>
        h(
          "li",
          null,
          h(
            "button",
            { type: "button", class: "button quiet small", onClick: () => choose(a) },
            h("span", null, h("b", null, a.name), a.organization !== a.name && (a.organization ?? a.login)),
            h("span", { class: "soft" }, role(a)),
          ),
        ),
      ),
    ),
  );
}

export const mailboxLink = (address) =>
  h(
    "a",
    { href: `/dev/mailbox/${address && `?to=${encodeURIComponent(address)}`}`, target: "_blank", rel: "noopener" },
    t("demo.mailbox"),
  );

/** The PIN of a demonstration account and the way to its mails, for who signs for the first time; null otherwise. */
export async function demoHints(email) {
  const account = (await ask())?.accounts.find((a) => a.email === email);
  if (!account) return null;
  return {
    pin: h("p", { class: "demo-hint small" }, t("demo.pin"), " ", h("b", { class: "mono" }, account.pin)),
    mail: h("p", { class: "demo-hint small" }, t("demo.mail"), " ", mailboxLink(email)),
  };
}
