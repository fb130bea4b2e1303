// 失念時パスワード変更 (LOGIN-4): the name, then the code from the mailbox and a new password.

import "/elements/app-header.js";
import "/elements/code-field.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { clearProblem, field, message, showComplaints, showProblem, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { openPage } from "/lib/page.js";
import { passwordHint } from "/lib/passwords.js";
import { mailDomain } from "/lib/service.js";

const DRAFT = "password-recovery";
openPage("recovery.title");
const form = $("#form");
const hint = await passwordHint();
let step = askName;

form.addEventListener("submit", (e) => {
  e.preventDefault();
  whileBusy($("[type=submit]", form), async () => {
    clearProblem(form);
    await step();
  });
});

function nameField(props) {
  return field({
    id: "login",
    label: t("login.login"),
    must: !props.readonly,
    control: h("input", {
      id: "login",
      name: "login",
      autocomplete: "username",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: 254,
      ...props,
    }),
  });
}

function drawName(login = "") {
  step = askName;
  keepDraft(DRAFT, undefined);
  render($("#told"));
  form.replaceChildren(
    h("p", null, t("recovery.text")),
    nameField({ value: login }),
    h(
      "div",
      { class: "row apart" },
      h("a", { class: "button quiet", href: "/login" }, t("back")),
      h("button", { class: "button", type: "submit" }, t("recovery.send")),
    ),
  );
  $("#login").focus();
}

async function askName() {
  const login = $("#login").value.trim().normalize("NFKC");
  if (!login) return showComplaints(form, t("form.incomplete"), [{ field: "login", message: t("login.login-missing") }]);
  await send(login);
}

async function send(login) {
  try {
    const { codeUntil } = await api.post("/api/password-recovery", { login }, { anonymous: true });
    keepDraft(DRAFT, { login, codeUntil });
    drawCode(login, codeUntil);
  } catch (problem) {
    showRefusal(form, problem, "login");
  }
}

function secret(id) {
  return h("secret-field", { "input-id": id, name: id, autocomplete: "new-password", describedby: `${id}-hint` });
}

function drawCode(login, codeUntil) {
  step = () => change(login);
  render($("#told"), message("", h("p", null, t("recovery.sent", { until: time(codeUntil) }))));
  form.replaceChildren(
    nameField({ value: login, readonly: true }),
    field({
      id: "code",
      label: t("code.label"),
      hint: t("code.hint"),
      must: true,
      control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
    }),
    h(
      "p",
      { class: "small" },
      t("recovery.not-arrived", { domain: mailDomain }),
      " ",
      h("button", { class: "button plain small", type: "button", onClick: (e) => whileBusy(e.target, () => send(login)) }, t("code.resend")),
    ),
    field({ id: "new", label: t("password.new"), hint, must: true, control: secret("new") }),
    field({ id: "again", label: t("password.again"), must: true, control: secret("again") }),
    h(
      "div",
      { class: "row apart" },
      h("button", { class: "button quiet", type: "button", onClick: () => drawName(login) }, t("back")),
      h("button", { class: "button", type: "submit" }, t("recovery.submit")),
    ),
  );
  $("#code").focus();
}

async function change(login) {
  const code = $("code-field").value;
  const [fresh, again] = ["new", "again"].map((id) => $(`#${id}`).value);
  const missing = [
    code.length !== 6 && { field: "code", message: t("code.missing") },
    !fresh && { field: "new", message: t("password.new-missing") },
    fresh !== again && { field: "again", message: t("password.differs") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    await api.put("/api/password-recovery", { login, code, new: fresh }, { anonymous: true });
    keepDraft(DRAFT, undefined);
    location.assign("/login?recovered=1");
  } catch (problem) {
    if (problem.errors.length) return showProblem(form, problem);
    $("code-field").clear();
    showRefusal(form, problem, "code");
  }
}

render(
  $(".notes"),
  h("section", null, h("h2", null, t("recovery.address-title")), h("p", null, t("recovery.address"))),
  h("section", null, h("h2", null, t("recovery.first-title")), h("p", null, t("recovery.first"))),
);

const draft = findDraft(DRAFT);
if (draft && Date.parse(draft.codeUntil) > Date.now()) drawCode(draft.login, draft.codeUntil);
else drawName(draft?.login);
