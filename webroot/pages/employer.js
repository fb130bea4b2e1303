// The entrance of the employer portal (EMP-1): four ways in, each with what it is for, and what the certificate of this
// browser is worth.

import "/elements/app-header.js";
import { certificateNotice, shownCertificate } from "/lib/client-certificate.js";
import { $, h, render } from "/lib/dom.js";
import { openEmployerPage } from "/lib/employer.js";
import { t } from "/lib/i18n.js";
import { announcement } from "/lib/maintenance.js";
import { needCookies, showFailure } from "/lib/page.js";

const WAYS = [
  { key: "login", href: "/employer/login" },
  { key: "master", href: "/employer/registration" },
  { key: "general", href: "/employer/issue?first" },
  { key: "issue", href: "/employer/issue" },
];
const SENTENCES = {
  login: ["entrance.login", "entrance.login-for"],
  master: ["entrance.master", "entrance.master-for"],
  general: ["entrance.general", "entrance.general-for"],
  issue: ["entrance.issue", "entrance.issue-for"],
};

await needCookies();
openEmployerPage("entrance.title");
try {
  draw(await shownCertificate(), await announcement());
} catch (problem) {
  showFailure("entrance.title", problem);
}

function draw(certificate, announced) {
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("header", null, h("h1", null, t("entrance.title")), h("p", null, t("entrance.text"))),
    announced,
    h("section", { class: "stack", "aria-label": t("entrance.certificate") }, certificateNotice(certificate)),
    h(
      "ul",
      { class: "ways" },
      WAYS.map(({ key, href }) => way(key, href)),
    ),
  );
}

function way(key, href) {
  const [name, purpose] = SENTENCES[key];
  return h(
    "li",
    { class: "card way" },
    h("a", { class: `button ${key === "login" ? "" : "quiet"}`, id: key, href, "aria-describedby": `${key}-for` }, t(name)),
    h("p", { id: `${key}-for` }, t(purpose)),
  );
}
