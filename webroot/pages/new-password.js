// 新パスワード登録 after a temporary password (LOGIN-1), ログインパスワード変更 by choice (LOGIN-7).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { clearProblem, field, message, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { needSession, nextPath, openPage } from "/lib/page.js";
import { passwordHint } from "/lib/passwords.js";

const byChoice = location.pathname === "/account/password";
openPage(byChoice ? "password.change-title" : "password.title");
if (byChoice) withMenu();
$("#title").textContent = t(byChoice ? "password.change-title" : "password.title");
const session = await needSession("mypage");
const first = session.user.mustChangePassword;
$("app-header").session = session;

const form = $("#form");
const hint = await passwordHint();
const submit = h("button", { class: "button" }, t(byChoice ? "password.change-submit" : "password.submit"));
function secret(id, autocomplete) {
  return h("secret-field", { "input-id": id, name: id, autocomplete, describedby: `${id}-hint` });
}
form.append(
  h("p", null, t(first ? "password.first" : "password.others-end")),
  h("input", { type: "text", name: "username", autocomplete: "username", value: session.user.email, hidden: true }),
  field({ id: "current", label: t("password.current"), must: true, control: secret("current", "current-password") }),
  field({ id: "new", label: t("password.new"), hint, must: true, control: secret("new", "new-password") }),
  field({ id: "again", label: t("password.again"), must: true, control: secret("again", "new-password") }),
  h(
    "div",
    { class: "row apart" },
    first
      ? h("button", { class: "button quiet", type: "button", onClick: leave }, t("back"))
      : h("a", { class: "button quiet", href: byChoice ? "/account" : "/home" }, t("back")),
    submit,
  ),
);

form.addEventListener("submit", (e) => {
  e.preventDefault();
  whileBusy(submit, change);
});

/** By choice it is a page like any other; who must change the password has nowhere else to go. */
function withMenu() {
  const shell = h("div", { class: "shell" });
  const main = $("#main");
  main.replaceWith(shell);
  shell.append(h("app-nav", { portal: "mypage", current: "account" }), main);
}

/** Back to the login: with a temporary password there is nowhere else to go. */
async function leave() {
  await api.del("/api/session", { anonymous: true }).catch(() => {});
  location.assign("/login");
}

async function change() {
  clearProblem(form);
  const [current, fresh, again] = ["current", "new", "again"].map((id) => $(`#${id}`).value);
  const missing = [
    !current && { field: "current", message: t("password.current-missing") },
    !fresh && { field: "new", message: t("password.new-missing") },
    fresh !== again && { field: "again", message: t("password.differs") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    await api.put("/api/password", { current, new: fresh });
    if (byChoice) done();
    else location.assign(nextPath("/home"));
  } catch (problem) {
    showProblem(form, problem);
  }
}

function done() {
  render(
    form,
    message("ok", h("p", null, h("b", null, t("password.changed"))), h("p", null, t("password.changed-text"))),
    h("div", { class: "row" }, h("a", { class: "button", href: "/account" }, t("password.to-account"))),
  );
  $(".message", form).setAttribute("role", "status");
  $("a.button", form).focus();
}
