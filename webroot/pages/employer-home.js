// HOME of the employer portal: who is logged in, and the certificate by which (EMP-8).

import "/elements/app-header.js";
import { certificateNotice, shownCertificate } from "/lib/client-certificate.js";
import { $, h, render } from "/lib/dom.js";
import { leaveWhenEnded, openEmployerPage } from "/lib/employer.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession } from "/lib/page.js";

openEmployerPage("home.title");
const { user, ...session } = await needSession("employer");
$("app-header").session = { user, ...session };
const line = new LiveLine("employer");
$("app-header").line = line;
leaveWhenEnded(line);

$("#page").removeAttribute("aria-busy");
render(
  $("#page"),
  h(
    "header",
    null,
    h("p", { class: "soft" }, user.employer.name),
    h("h1", null, t("home.hello", { name: user.name })),
  ),
  h("section", { class: "stack" }, h("h2", null, t("entrance.certificate")), certificateNotice(await shownCertificate())),
);
