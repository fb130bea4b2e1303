// マスターユーザーの初期登録 (EMP-2, EMP-5): the letter's number and password, the form, its confirmation, a code by mail, done.
// What was typed outlives a reload, but for the passwords; after the code was sent the server knows it all.

import "/elements/code-field.js";
import "/elements/data-form.js";
import "/elements/secret-field.js";
import "/elements/steps-rail.js";
import { api, Problem } from "/lib/api.js";
import { fact } from "/lib/contract-parts.js";
import { $, focusOn, h } from "/lib/dom.js";
import { keepDraft } from "/lib/draft.js";
import { openEmployerPage } from "/lib/employer.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { needCookies } from "/lib/page.js";
import { mailDomain } from "/lib/service.js";

const API = "/api/employer/registration";
const DRAFT = "employer-registration";
const STEPS = ["login", "form", "confirm", "code", "done"];
const ASK = { anonymous: true };
await needCookies();
openEmployerPage("employer-registration.title");
let at = await api.get(API, ASK); // how far the server says this browser is
let values = null; // what is to be confirmed, passwords too: in this page's memory only
let told = null;
let step = at.step;
addEventListener("popstate", () => {
  if (step === "confirm" || step === "form") go(location.hash === "#confirm" && values ? "confirm" : "form");
});
draw();

function go(next) {
  step = next;
  draw();
  scrollTo(0, 0);
  focusOn($("#page h2"));
}

function draw() {
  const views = { login, form, confirm, code, done };
  $("#page").removeAttribute("aria-busy");
  $("#page").replaceChildren(
    h("h1", null, t("employer-registration.title")),
    h(
      "div",
      { class: "making" },
      h("steps-rail", {
        ".steps": STEPS.map((name) => ({ name: t(`employer-registration.step-${name}`) })),
        ".now": STEPS.indexOf(step),
      }),
      h("div", { class: "form-page" }, told && h("div", { role: "alert" }, told), views[step]()),
    ),
  );
  told = null;
}

/** Time is over, or there is another letter: from the beginning, and why. */
function failed(problem, form, id) {
  if (!(problem instanceof Problem)) throw problem;
  if (problem.code !== "registration-expired" && problem.code !== "letter-expired") return showRefusal(form, problem, id);
  told = message("fail", h("p", null, h("b", null, problem.title)), h("p", null, problem.detail));
  at = { step: "login" };
  go("login");
}

function submitting(form, act) {
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    clearProblem(form);
    whileBusy($("[type=submit]", form), () => act(form));
  });
  return form;
}

function cancel() {
  return h(
    "button",
    {
      type: "button",
      class: "button quiet",
      id: "cancel",
      onClick: async () => {
        await api.del(API, ASK).catch(() => {});
        keepDraft(DRAFT, undefined);
        location.assign("/employer/");
      },
    },
    t("issue.cancel"),
  );
}

function acts(...buttons) {
  return h("div", { class: "row apart" }, buttons);
}

function next(key) {
  return h("button", { class: "button", type: "submit", id: "next" }, t(key));
}

// ── マスターユーザー初期登録ログイン ──

function login() {
  return submitting(
    h(
      "form",
      { class: "card stack", id: "form", novalidate: true },
      h("h2", null, t("employer-registration.login-title")),
      h("p", null, t("employer-registration.login-text")),
      field({
        id: "employerNumber",
        label: t("form.label.employer-number"),
        hint: t("employer-registration.number-hint"),
        must: true,
        control: h("input", { id: "employerNumber", inputmode: "numeric", autocomplete: "off", maxlength: 20, "aria-describedby": "employerNumber-hint" }),
      }),
      field({
        id: "initialPassword",
        label: t("employer-slip.password"),
        must: true,
        control: h("secret-field", { "input-id": "initialPassword", name: "initialPassword", autocomplete: "off" }),
      }),
      acts(cancel(), next("login.submit")),
    ),
    begin,
  );
}

async function begin(form) {
  const employerNumber = $("#employerNumber").value.normalize("NFKC").replace(/[\s-]/g, "");
  const initialPassword = $("#initialPassword").value;
  const missing = [
    !employerNumber && { field: "employerNumber", message: t("field.required") },
    !initialPassword && { field: "initialPassword", message: t("field.required") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    at = await api.post(API, { employerNumber, initialPassword }, ASK);
    go("form");
  } catch (problem) {
    $("secret-field").clear();
    showRefusal(form, problem, "initialPassword");
  }
}

// ── the form and its confirmation ──

function form() {
  const fields = h("data-form", { form: "employer-registration", draft: DRAFT, id: "fields" });
  if (values) fields.values = values;
  return submitting(
    h(
      "form",
      { class: "stack loose", id: "form", novalidate: true },
      h("h2", null, t("employer-registration.form-title")),
      h("p", null, t("employer-registration.form-text", { name: at.employer.name, number: at.employer.number })),
      fields,
      acts(cancel(), next("record.to-confirm")),
    ),
    async () => {
      await fields.ready;
      const taken = fields.take();
      if (!taken) return;
      values = { ...taken, passwordAgain: taken.password };
      history.pushState(null, "", "#confirm");
      go("confirm");
    },
  );
}

function confirm() {
  return submitting(
    h(
      "form",
      { class: "card stack", id: "form", novalidate: true },
      h("h2", null, t("record.confirm-title")),
      h("p", null, t("employer-registration.confirm-text", { email: values.email })),
      h(
        "dl",
        { class: "facts" },
        fact(t("form.label.employer-number"), at.employer.number),
        fact(t("employer-account.employer"), at.employer.name),
        fact(t("form.label.user-id"), values.userId),
        fact(t("login.password"), t("employer-registration.not-shown")),
        fact(t("form.label.employer-user-name"), values.name),
        fact(t("form.label.email"), values.email),
      ),
      acts(h("button", { type: "button", class: "button quiet", id: "back", onClick: () => history.back() }, t("back")), next("employer-registration.send-code")),
    ),
    send,
  );
}

async function send(form) {
  try {
    at = await api.put(API, { ...values, emailAgain: values.email }, ASK);
    values = null; // the server keeps what it needs; the passwords end here
    history.replaceState(null, "", location.pathname);
    go("code");
  } catch (problem) {
    if (!problem.errors?.length) return failed(problem, form, "");
    history.replaceState(null, "", location.pathname);
    go("form");
    await $("#fields").ready;
    $("#fields").refuse(problem);
  }
}

// ── the code ──

function code() {
  return h(
    "div",
    { class: "stack loose" },
    submitting(
      h(
        "form",
        { class: "card stack", id: "form", novalidate: true },
        h("h2", null, t("code.title")),
        h("p", null, t("code.sent", { to: at.email, until: time(at.codeUntil) })),
        field({
          id: "code",
          label: t("code.label"),
          hint: t("code.hint"),
          must: true,
          control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
        }),
        acts(cancel(), next("code.submit")),
      ),
      enter,
    ),
    notArrived(),
  );
}

function notArrived() {
  const fields = h("data-form", { form: "employer-email", plain: true, id: "address" });
  fields.values = { email: at.email, emailAgain: at.email };
  return h(
    "details",
    { class: "card" },
    h("summary", null, t("employer-registration.not-arrived")),
    submitting(
      h(
        "form",
        { class: "stack", id: "address-form", novalidate: true },
        h("p", null, t("code.not-arrived", { domain: mailDomain })),
        h("p", null, t("employer-registration.address-text")),
        fields,
        h("div", { class: "row" }, h("button", { class: "button quiet", type: "submit", id: "send-anew" }, t("employer-registration.send-anew"))),
      ),
      (form) => sendAnew(form, fields),
    ),
  );
}

async function sendAnew(form, fields) {
  await fields.ready;
  const taken = fields.take();
  if (!taken) return;
  try {
    at = await api.put(`${API}/email`, { ...taken, emailAgain: taken.email }, ASK);
    told = message("ok", h("p", null, t("code.sent-again")));
    go("code");
  } catch (problem) {
    if (problem.errors?.length) fields.refuse(problem);
    else failed(problem, form, "f-email");
  }
}

async function enter(form) {
  const entered = $("code-field").value;
  if (entered.length !== 6) return showComplaints(form, t("form.incomplete"), [{ field: "code", message: t("code.missing") }]);
  try {
    await api.post(`${API}/code`, { code: entered }, ASK);
    keepDraft(DRAFT, undefined);
    go("done");
  } catch (problem) {
    $("code-field").clear();
    if (problem.errors?.length) {
      go("form"); // somebody was faster with this user ID
      await $("#fields").ready;
      return $("#fields").refuse(problem);
    }
    failed(problem, form, "code");
  }
}

function done() {
  return h(
    "section",
    { class: "card stack" },
    h("h2", null, t("employer-registration.done-title")),
    message("ok", h("p", null, t("employer-registration.done-text", { id: at.userId }))),
    h("p", null, t("employer-registration.done-next")),
    h("p", { class: "row" }, h("a", { class: "button", id: "issue", href: "/employer/issue" }, t("entrance.issue"))),
  );
}
