// 登録情報: one's own name, mail address (by a code to the new one) and password, and the certificates that one has and had.

import "/elements/code-field.js";
import "/elements/data-form.js";
import { api } from "/lib/api.js";
import { chip, fact } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { certificateOf, openInside, stateOf } from "/lib/employer-inside.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { date, dateTime, t, time } from "/lib/i18n.js";
import { showFailure } from "/lib/page.js";

const API = "/api/employer/account";
const KINDS = { good: "ok", expired: "", revoked: "fail" };
await openInside("employer-account.title", "account");
let account = null;
let moving = null; // {email, expiresAt}: a code was sent there
try {
  account = await api.get(API);
  draw();
} catch (problem) {
  showFailure("employer-account.title", problem);
}

function draw() {
  render(
    $("#page"),
    h("h1", null, t("employer-account.title")),
    h("div", { id: "told", role: "status" }),
    facts(),
    h("section", { class: "card stack", "aria-labelledby": "history" }, h("h2", { id: "history" }, t("employer-account.history")), history()),
    section("name", nameForm()),
    section("email", moving ? codeForm() : addressForm()),
    section("password", passwordForm()),
  );
}

function facts() {
  const { employer } = account;
  return h(
    "section",
    { class: "card" },
    h(
      "dl",
      { class: "facts" },
      fact(t("employer-account.employer"), h("b", null, employer.name)),
      fact(t("form.label.employer-number"), employer.number),
      fact(t("form.label.user-id"), account.userId),
      fact(t("employer-users.role"), t(`employer-role.${account.role}`)),
      fact(t("form.label.employer-user-name"), account.name),
      fact(t("form.label.email"), account.email),
      fact(t("employer-users.state"), stateOf(account)),
      fact(t("employer-users.certificate"), certificateOf(account.certificate)),
    ),
  );
}

function history() {
  if (!account.history.length) return h("p", null, t("employer-certificate.none"));
  return h(
    "ul",
    { class: "certificates", role: "list" },
    account.history.map((line) =>
      h(
        "li",
        null,
        h("p", null, chip(line.replacedAt && line.state === "good" ? "" : KINDS[line.state], t(stateKey(line))), " ", t("employer-certificate.span", { from: date(line.issuedAt), to: date(line.lastDay) })),
        h("p", { class: "small soft" }, [t("employer-certificate.serial", { serial: line.serial }), line.revokedAt && t("employer-certificate.revoked-at", { at: dateTime(line.revokedAt) }), line.replacedAt && t("employer-certificate.replaced-at", { at: dateTime(line.replacedAt) })].filter(Boolean).join(" ・ ")),
      ),
    ),
  );
}

function stateKey({ state, replacedAt }) {
  return `employer-certificate.is-${state === "good" && replacedAt ? "replaced" : state}`;
}

function section(name, form) {
  return h("section", { class: "card stack", "aria-labelledby": `${name}-title` }, h("h2", { id: `${name}-title` }, t(`employer-account.${name}`)), form);
}

/** A form of one purpose: `send(values)` does it and resolves what is told then. */
function purpose(form, button, send, ...lead) {
  const submit = h("button", { class: "button", type: "submit" }, t(button));
  const fields = h("data-form", { form, plain: true });
  const element = h("form", { class: "stack", novalidate: true, id: `${form}-form` }, lead, fields, h("div", { class: "row" }, submit));
  element.addEventListener("submit", (e) => {
    e.preventDefault();
    whileBusy(submit, async () => {
      await fields.ready;
      const values = fields.take();
      if (!values) return;
      try {
        await send(values, fields);
      } catch (problem) {
        if (problem.errors?.length) fields.refuse(problem);
        else showRefusal(element, problem, "");
      }
    });
  });
  return { element, fields };
}

function told(text, ...more) {
  render($("#told"), message("ok", h("p", null, h("b", null, text)), more));
  focusOn($("#told"));
  scrollTo(0, 0);
}

function nameForm() {
  const { element, fields } = purpose("employer-name", "employer-account.save", async (values) => {
    account = await api.put(API, { ...values, version: account.version });
    draw();
    told(t("employer-account.saved"));
  });
  fields.values = { name: account.name };
  return element;
}

function addressForm() {
  return purpose(
    "employer-email",
    "employer-account.send-code",
    async (values) => {
      const { expiresAt } = await api.put(`${API}/email`, { ...values, emailAgain: values.email });
      moving = { email: values.email, expiresAt };
      draw();
      $("#code").focus();
    },
    h("p", null, t("employer-account.email-text")),
  ).element;
}

function codeForm() {
  const form = h(
    "form",
    { class: "stack", novalidate: true, id: "code-form" },
    h("p", null, t("code.sent", { to: moving.email, until: time(moving.expiresAt) })),
    field({
      id: "code",
      label: t("code.label"),
      hint: t("code.hint"),
      must: true,
      control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
    }),
    h(
      "div",
      { class: "row apart" },
      h("button", { class: "button quiet", type: "button", onClick: () => ((moving = null), draw()) }, t("back")),
      h("button", { class: "button", type: "submit" }, t("code.submit")),
    ),
  );
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    whileBusy($("[type=submit]", form), () => confirmAddress(form));
  });
  return form;
}

async function confirmAddress(form) {
  clearProblem(form);
  const code = $("code-field").value;
  if (code.length !== 6) return showComplaints(form, t("form.incomplete"), [{ field: "code", message: t("code.missing") }]);
  try {
    account = await api.post(`${API}/email/code`, { email: moving.email, code });
    moving = null;
    draw();
    told(t("employer-account.email-changed"));
  } catch (problem) {
    $("code-field").clear();
    showRefusal(form, problem, "code");
  }
}

function passwordForm() {
  return purpose(
    "employer-password",
    "employer-account.change-password",
    async (values) => {
      await api.put(`${API}/password`, { current: values.current, new: values.new });
      draw();
      for (const secret of document.querySelectorAll("secret-field")) secret.clear();
      told(t("employer-account.password-changed"), h("p", null, t("employer-account.password-text")));
    },
    h("p", null, t("employer-account.password-text")),
  ).element;
}
