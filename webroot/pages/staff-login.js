// Staff log in with a password and, as second factor, a code by mail (STAFF-1).

import "/elements/app-header.js";
import "/elements/code-field.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { demoAccounts } from "/lib/demo.js";
import { $, h, render } from "/lib/dom.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { needCookies, nextPath, openPage } from "/lib/page.js";

await needCookies();
openPage("staff-login.title");
const form = $("#form");
const arrived = new URLSearchParams(location.search);
let step = askPassword;

if (arrived.has("ended")) render($("#told"), message("wait", h("p", null, t("login.ended"))));
else if (arrived.has("out")) render($("#told"), message("ok", h("p", null, t("login.out"))));

form.addEventListener("submit", (e) => {
  e.preventDefault();
  whileBusy($("[type=submit]", form), async () => {
    clearProblem(form);
    await step();
  });
});

function drawPassword() {
  step = askPassword;
  form.replaceChildren(
    field({
      id: "login",
      label: t("staff-login.login"),
      control: h("input", {
        id: "login",
        name: "login",
        autocomplete: "username",
        autocapitalize: "off",
        spellcheck: "false",
        maxlength: 254,
      }),
    }),
    field({
      id: "password",
      label: t("login.password"),
      control: h("secret-field", { "input-id": "password", name: "password", autocomplete: "current-password" }),
    }),
    h("button", { class: "button wide", type: "submit" }, t("login.submit")),
  );
  $("#login").focus();
}

async function askPassword() {
  const login = $("#login").value.trim();
  const password = $("#password").value;
  const missing = [
    !login && { field: "login", message: t("staff-login.login-missing") },
    !password && { field: "password", message: t("login.password-missing") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    drawCode(await api.post("/api/staff/session", { login, password }, { anonymous: true }));
  } catch (problem) {
    $("secret-field").clear();
    showRefusal(form, problem, "password");
  }
}

function drawCode({ sentTo, expiresAt }) {
  step = askCode;
  render($("#told"));
  form.replaceChildren(
    h("p", null, t("code.sent", { to: sentTo, until: time(expiresAt) })),
    field({
      id: "code",
      label: t("code.label"),
      hint: t("code.hint"),
      control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
    }),
    h(
      "div",
      { class: "row apart" },
      h("button", { class: "button quiet", type: "button", onClick: drawPassword }, t("back")),
      h("button", { class: "button", type: "submit" }, t("code.submit")),
    ),
  );
  $("#code").focus();
}

async function askCode() {
  const code = $("code-field").value;
  if (code.length !== 6)
    return showComplaints(form, t("form.incomplete"), [{ field: "code", message: t("code.missing") }]);
  try {
    await api.post("/api/staff/session/code", { code }, { anonymous: true });
    location.assign(nextPath("/staff"));
  } catch (problem) {
    $("code-field").clear();
    if (problem.code === "login-attempt-expired") drawPassword();
    showRefusal(form, problem, "code");
  }
}

drawPassword();
const demo = await demoAccounts("staff", (account) => {
  if (step !== askPassword) return;
  $("#login").value = account.login;
  $("#password").value = account.password;
  $("[type=submit]", form).focus();
});
render(
  $(".notes"),
  demo,
  h("section", null, h("h2", null, t("staff-login.second-title")), h("p", null, t("staff-login.second"))),
  h("p", null, h("a", { href: "/login" }, t("staff-login.customers"))),
);
