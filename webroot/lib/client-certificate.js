// The certificate that this browser shows, and what to do about it (EMP-8). A browser keeps the choice that somebody made
// until all its windows are closed: that is what most of these sentences come to.

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";

const KIND = { good: "ok", none: "wait", expired: "fail", revoked: "fail", foreign: "fail", unknown: "fail" };

/** `{state, userId?, lastDay?, renewable?, serial?, issuer?}`; asked anew each time. */
export async function shownCertificate() {
  return (await api.get("/api/employer/connection", { anonymous: true })).certificate;
}

/** Says in a box what the certificate is worth, and what to do next where it opens nothing. */
export function certificateNotice(certificate) {
  const { state, userId, lastDay, renewable } = certificate;
  const facts = { id: userId ?? "", date: lastDay ? date(lastDay) : "" };
  return h(
    "div",
    { "data-state": state },
    message(
      KIND[state],
      h("p", null, h("b", null, t(`client-certificate.is-${state}`))),
      h("p", null, t(`client-certificate.do-${state}`, facts)),
      renewable && state === "good" && h("p", null, t("client-certificate.renew")),
      ways(state, renewable),
    ),
  );
}

function ways(state, renewable) {
  const issue = h("a", { href: "/employer/issue" }, t("entrance.issue"));
  const help = h("a", { href: "/employer/help/trouble" }, t("client-certificate.help"));
  if (state === "good") return renewable && h("p", null, issue);
  return h("p", { class: "row" }, ["none", "expired", "revoked"].includes(state) && issue, help);
}
