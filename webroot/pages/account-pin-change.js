// 署名用PIN変更 (CERT-5): the present PIN, the new one, again, 「変更」. A wrong present PIN counts as at a signature.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/data-form.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { demoHints } from "/lib/demo.js";
import { fact } from "/lib/contract-parts.js";
import { message, showComplaints, whileBusy } from "/lib/forms.js";
import { dateTime, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

const TITLE = "pin-change.title";
openPage(TITLE);
const session = await needSession("mypage");
$("app-header").session = session;
$("app-header").line = new LiveLine("mypage");

function home() {
  return h("a", { class: "button quiet", href: "/account" }, t("back"));
}
function forgotten() {
  return h("p", null, t("pin-change.forgotten"), " ", h("a", { href: `/account/certificate/${session.user.id}` }, t("action.request-certificate")));
}

function open(credential, demo) {
  const page = $("#page");
  page.removeAttribute("aria-busy");
  const hindrance = !credential ? "none" : credential.expired ? "expired" : credential.locked ? "locked" : null;
  render(
    page,
    h("h1", null, t(TITLE)),
    hindrance
      ? h("div", { class: "form-page" }, message("wait", h("p", null, lockSentence(hindrance, credential))), forgotten(), h("div", { class: "end" }, home()))
      : form(credential, demo),
  );
}

function lockSentence(hindrance, credential) {
  if (hindrance !== "locked") return t(`pin-change.${hindrance}`);
  return credential.lockedUntil ? t("signing.locked-until", { at: dateTime(credential.lockedUntil) }) : t("signing.locked-by-hand");
}

function form(credential, demo) {
  const submit = h("button", { type: "submit", class: "button", id: "change" }, t("pin-change.change"));
  const fields = h("data-form", { form: "pin-change", id: "fields", plain: true });
  const send = async () => {
    await fields.ready;
    const values = fields.take();
    if (!values) return;
    try {
      await api.put("/api/pin", { current: values.current, new: values.new });
      changed(credential);
    } catch (problem) {
      refuse(fields, problem);
    }
  };
  return h(
    "form",
    { class: "form-page", novalidate: true, onSubmit: (e) => (e.preventDefault(), whileBusy(submit, send)) },
    demo?.pin,
    h(
      "section",
      { class: "card stack" },
      h("p", null, t("pin-change.text")),
      h("dl", { class: "facts" }, fact(t("signing.credential"), h("span", { class: "mono" }, credential.credentialId))),
      fields,
      forgotten(),
    ),
    h("div", { class: "end" }, home(), submit),
  );
}

function refuse(fields, problem) {
  for (const input of fields.querySelectorAll("secret-field")) if (problem.code === "pin-wrong") input.clear();
  if (problem.errors?.length) return fields.refuse(problem);
  const next = problem.detail ? [{ message: problem.detail }] : [];
  const until = problem.until ? [{ message: t("login.until", { at: dateTime(problem.until) }) }] : [];
  showComplaints(fields, problem.title ?? problem.message, [...next, ...until]);
}

function changed(credential) {
  render(
    $("#page"),
    h("h1", null, t(TITLE)),
    h(
      "div",
      { class: "form-page", "data-key": "done" },
      h(
        "section",
        { class: "card stack" },
        h("h2", null, t("pin-change.done")),
        message("ok", h("p", null, t("pin-change.done-text", { id: credential.credentialId }))),
      ),
      h("div", { class: "end" }, h("a", { class: "button", href: "/account" }, t("record.home"))),
    ),
  );
  focusOn($("h2"));
}

try {
  const { credential } = await api.get("/api/certificate-request/issuance");
  open(credential, await demoHints(session.user.email));
} catch (problem) {
  showFailure(TITLE, problem);
}
