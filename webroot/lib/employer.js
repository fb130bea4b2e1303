// What every page of the employer portal begins with: its name, the way to help, and whom to ask (EMP-10).

import "/elements/app-header.js";
import { $, h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { loginPath, openPage } from "/lib/page.js";

/** `openPage` for the employer portal: the page has `<app-header portal="employer">` and gets the portal's foot. */
export function openEmployerPage(titleKey, facts) {
  openPage(titleKey, facts);
  document.body.append(foot());
}

/** Leaves the page as soon as the session is over, or the certificate by which it began: the login page says which (EMP-8). */
export function leaveWhenEnded(line) {
  line.subscribe("session", { denied: () => $("app-header").leaving || location.assign(loginPath("employer", true)) });
}

function foot() {
  return h(
    "footer",
    { class: "footer" },
    h("p", null, t("employer.help-desk")),
    h(
      "nav",
      { class: "row", "aria-label": t("employer.links") },
      h("a", { href: "/employer/help" }, t("employer.help")),
      h("a", { href: "/employer/check" }, t("employer.check")),
    ),
  );
}
