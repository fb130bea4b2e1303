// ログイン (LOGIN-1, LOGIN-3): by mail address or MyPageID, and password.

import "/elements/app-header.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { demoAccounts } from "/lib/demo.js";
import { t } from "/lib/i18n.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { nextPath, openPage } from "/lib/page.js";

if (!navigator.cookieEnabled) location.replace("/no-cookies");
openPage("login.title");

const form = $("#form");
const submit = h("button", { class: "button wide" }, t("login.submit"));
form.append(
  field({
    id: "login",
    label: t("login.login"),
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
  submit,
);

const arrived = new URLSearchParams(location.search);
if (arrived.has("ended")) render($("#told"), message("wait", h("p", null, t("login.ended"))));
else if (arrived.has("out")) render($("#told"), message("ok", h("p", null, t("login.out"))));

form.addEventListener("submit", (e) => {
  e.preventDefault();
  whileBusy(submit, logIn);
});

async function logIn() {
  clearProblem(form);
  const login = $("#login").value.trim().normalize("NFKC");
  const password = $("#password").value;
  const missing = [
    !login && { field: "login", message: t("login.login-missing") },
    !password && { field: "password", message: t("login.password-missing") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    const { user } = await api.post("/api/session", { login, password }, { anonymous: true });
    location.assign(user.mustChangePassword ? `/new-password${location.search}` : nextPath("/home"));
  } catch (problem) {
    $("secret-field").clear();
    showRefusal(form, problem, "password");
  }
}

render(
  $(".notes"),
  h("section", null, h("h2", null, t("login.forgotten")), h("p", null, t("login.forgotten-text"))),
  h("section", null, h("h2", null, t("login.lock-title")), h("p", null, t("login.lock"))),
  h("section", null, h("h2", null, t("login.maintenance-title")), h("p", null, t("login.maintenance"))),
  h("p", null, h("a", { href: "/staff/login" }, t("login.staff"))),
);

const demo = await demoAccounts("mypage", (account) => {
  $("#login").value = account.email;
  $("#password").value = account.password;
  submit.focus();
});
if (demo) $(".notes").prepend(demo);

const session = await api.get("/api/session", { anonymous: true }).catch(() => null);
if (session && !arrived.has("ended")) location.replace(nextPath("/home"));
else $("#login").focus();
