// HOME of the employer portal: one's certificate with the days that are left, its renewal, and where everything else is.

import { api } from "/lib/api.js";
import { certificateOf, openInside } from "/lib/employer-inside.js";
import { $, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";
import { showFailure } from "/lib/page.js";

const { user } = await openInside("home.title", "home");
try {
  draw(await api.get("/api/employer/account"));
} catch (problem) {
  showFailure("home.title", problem);
}

function draw(account) {
  render(
    $("#page"),
    h(
      "header",
      null,
      h("p", { class: "soft" }, account.employer.name),
      h("h1", null, t("home.hello", { name: account.name })),
    ),
    h("section", { class: "stack", "aria-labelledby": "certificate" }, h("h2", { id: "certificate" }, t("employer-home.certificate")), notice(account.certificate), newer(account.certificate)),
    h(
      "div",
      { class: "ways" },
      way("account", "/employer/account"),
      user.role === "master" && way("users", "/employer/users"),
      way("help", "/employer/help"),
    ),
  );
}

function notice(certificate) {
  const { state, renewable, renewableFrom } = certificate;
  const kind = state !== "good" ? "fail" : renewable ? "wait" : "ok";
  return h(
    "div",
    { id: "standing", "data-state": state },
    message(
      kind,
      h("p", null, h("b", null, certificateOf(certificate))),
      state === "good" && !renewable && h("p", null, t("employer-home.renewable-from", { date: date(renewableFrom) })),
      state === "good" && renewable && h("p", null, t("employer-home.renew-text")),
    ),
    renewable &&
      h("p", { class: "row" }, h("a", { class: "button", id: "renew", href: "/employer/issue" }, t("employer-home.renew"))),
  );
}

/** Who renewed and still came with the one before. */
function newer({ serial }) {
  const { lastDay, serial: shown } = user.certificate;
  return serial && serial !== shown && message("", h("p", null, t("employer-home.newer", { date: date(lastDay) })));
}

function way(name, href) {
  return h(
    "section",
    { class: "card way" },
    h("a", { class: "button quiet", href }, t(`employer-home.${name}`)),
    h("p", null, t(`employer-home.${name}-text`)),
  );
}
