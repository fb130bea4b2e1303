// ログイン of the employer portal (EMP-8): the certificate that the browser shows, then user ID and password. Where the
// certificate opens nothing, the page says why and what to do in place of a form that could only fail.

import "/elements/app-header.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { certificateNotice, shownCertificate } from "/lib/client-certificate.js";
import { $, h, render } from "/lib/dom.js";
import { openEmployerPage } from "/lib/employer.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { needCookies, nextPath } from "/lib/page.js";

const HOME = "/employer/home";

await needCookies();
openEmployerPage("employer-login.title");
const form = $("#form");
const arrived = new URLSearchParams(location.search);

form.addEventListener("submit", (e) => {
  e.preventDefault();
  whileBusy($("[type=submit]", form), logIn);
});
render($(".notes"), h("section", null, h("h2", null, t("login.lock-title")), h("p", null, t("employer-login.lock"))));
await draw();
const session = await api.get("/api/employer/session", { anonymous: true }).catch(() => null);
if (session && !arrived.has("ended")) location.replace(nextPath(HOME));

/** A session that ended with its certificate: the certificate is what there is to say. */
async function draw() {
  const certificate = await shownCertificate();
  const good = certificate.state === "good";
  if (arrived.has("out")) tell("ok", t("employer-login.out"));
  else if (arrived.has("ended") && good) tell("wait", t("login.ended"));
  render(form, good ? entry(certificate) : closed(certificate));
  if (good && document.activeElement === document.body) $("#password").focus();
}

function tell(kind, text) {
  render($("#told"), message(kind, h("p", null, text)));
}

function closed(certificate) {
  return [certificateNotice(certificate), h("div", { class: "row" }, cancel(t("employer-login.back")))];
}

function entry(certificate) {
  return [
    certificateNotice(certificate),
    field({
      id: "userId",
      label: t("employer-login.user-id"),
      must: true,
      control: h("input", {
        id: "userId",
        name: "userId",
        value: certificate.userId,
        autocomplete: "username",
        autocapitalize: "off",
        spellcheck: "false",
        maxlength: 40,
      }),
    }),
    field({
      id: "password",
      label: t("login.password"),
      must: true,
      control: h("secret-field", { "input-id": "password", name: "password", autocomplete: "current-password" }),
    }),
    h("div", { class: "row apart" }, cancel(t("issue.cancel")), h("button", { class: "button", type: "submit" }, t("login.submit"))),
  ];
}

function cancel(text) {
  return h("a", { class: "button quiet", href: "/employer/" }, text);
}

async function logIn() {
  clearProblem(form);
  const userId = $("#userId").value.trim().normalize("NFKC");
  const password = $("#password").value;
  const missing = [
    !userId && { field: "userId", message: t("employer-login.user-id-missing") },
    !password && { field: "password", message: t("login.password-missing") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    await api.post("/api/employer/session", { userId, password }, { anonymous: true });
    location.assign(nextPath(HOME));
  } catch (problem) {
    $("secret-field").clear();
    if (problem.code === "certificate-of-another") showRefusal(form, problem, "userId");
    else if (problem.code.startsWith("certificate-")) await draw(); // it ended while this page was open
    else showRefusal(form, problem, "password");
  }
}
