// ログイン (LOGIN-1, LOGIN-3, LOGIN-6, LOGIN-8): by mail address or MyPageID, and password.

import "/elements/app-header.js";
import "/elements/code-field.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { demoAccounts } from "/lib/demo.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { announcement, nextMaintenance } from "/lib/maintenance.js";
import { checkNetwork } from "/lib/network.js";
import { needCookies, nextPath, openPage } from "/lib/page.js";
import { mailDomain } from "/lib/service.js";

await needCookies();
openPage("login.title");

const form = $("#form");
const arrived = new URLSearchParams(location.search);
let step = logIn;

if (arrived.has("ended")) tell("wait", t("login.ended"));
else if (arrived.has("out")) tell("ok", t("login.out"));
else if (arrived.has("recovered")) tell("ok", t("login.recovered"));

function tell(kind, text) {
  render($("#told"), message(kind, h("p", null, text)));
}

form.addEventListener("submit", (e) => {
  e.preventDefault();
  whileBusy($("[type=submit]", form), async () => {
    clearProblem(form);
    await step();
  });
});

function drawPassword() {
  step = logIn;
  form.replaceChildren(
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
    h("button", { class: "button wide", type: "submit" }, t("login.submit")),
    h("p", { class: "after" }, h("a", { href: "/password-recovery" }, t("login.forgotten"))),
  );
}

async function logIn() {
  const login = $("#login").value.trim().normalize("NFKC");
  const password = $("#password").value;
  const missing = [
    !login && { field: "login", message: t("login.login-missing") },
    !password && { field: "password", message: t("login.password-missing") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    const answer = await api.post("/api/session", { login, password }, { anonymous: true });
    if (answer.next === "email-code") drawCode(answer);
    else enter(answer);
  } catch (problem) {
    $("secret-field").clear();
    showRefusal(form, problem, "password");
  }
}

function enter({ user }) {
  location.assign(user.mustChangePassword ? `/new-password${location.search}` : nextPath("/home"));
}

/** After a changed mail address: the code that went there (LOGIN-6). */
function drawCode({ sentTo, expiresAt }) {
  step = askCode;
  tell("", t("login.email-changed"));
  form.replaceChildren(
    h("p", null, t("code.sent", { to: sentTo, until: time(expiresAt) })),
    field({
      id: "code",
      label: t("code.label"),
      hint: t("code.hint"),
      control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
    }),
    h("p", { class: "small" }, t("recovery.not-arrived", { domain: mailDomain })),
    h(
      "div",
      { class: "row apart" },
      h("button", { class: "button quiet", type: "button", onClick: startAgain }, t("back")),
      h("button", { class: "button", type: "submit" }, t("code.submit")),
    ),
  );
  $("#code").focus();
}

function startAgain() {
  render($("#told"));
  drawPassword();
  $("#login").focus();
}

async function askCode() {
  const code = $("code-field").value;
  if (code.length !== 6)
    return showComplaints(form, t("form.incomplete"), [{ field: "code", message: t("code.missing") }]);
  try {
    enter(await api.post("/api/session/code", { code }, { anonymous: true }));
  } catch (problem) {
    if (problem.code === "login-attempt-expired") startAgain();
    else $("code-field").clear();
    showRefusal(form, problem, "code");
  }
}

drawPassword();
render(
  $(".notes"),
  (await announcement()) ?? (await nextMaintenance()),
  h("section", null, h("h2", null, t("login.lock-title")), h("p", null, t("login.lock"))),
  h("p", null, h("a", { href: "/faq" }, t("menu.faq"))),
  h("p", null, h("a", { href: "/verify" }, t("verify.title"))),
  h("p", null, h("a", { href: "/staff/login" }, t("login.staff"))),
);
checkNetwork($("#network"));
addEventListener("online", () => checkNetwork($("#network")));

const demo = await demoAccounts("mypage", (account) => {
  if (step !== logIn) startAgain();
  $("#login").value = account.email;
  $("#password").value = account.password;
  $("[type=submit]", form).focus();
});
if (demo) $(".notes").prepend(demo);

const session = await api.get("/api/session", { anonymous: true }).catch(() => null);
if (session && !arrived.has("ended")) enter(session);
else if (step === logIn && document.activeElement === document.body) $("#login").focus();
