// 新パスワード登録 (LOGIN-1, LOGIN-7): after a temporary password, or by choice.

import "/elements/app-header.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { needSession, nextPath, openPage } from "/lib/page.js";

openPage("password.title");
const session = await needSession("mypage");
$("app-header").session = session;

const form = $("#form");
const submit = h("button", { class: "button" }, t("password.submit"));
const secret = (id, autocomplete) =>
  h("secret-field", { "input-id": id, name: id, autocomplete, describedby: `${id}-hint` });
form.append(
  session.user.mustChangePassword ? h("p", null, t("password.first")) : "",
  h("input", { type: "text", name: "username", autocomplete: "username", value: session.user.email, hidden: true }),
  field({ id: "current", label: t("password.current"), must: true, control: secret("current", "current-password") }),
  field({
    id: "new",
    label: t("password.new"),
    hint: t("password.policy"),
    must: true,
    control: secret("new", "new-password"),
  }),
  field({ id: "again", label: t("password.again"), must: true, control: secret("again", "new-password") }),
  h(
    "div",
    { class: "row apart" },
    session.user.mustChangePassword ? h("span") : h("a", { class: "button quiet", href: "/home" }, t("back")),
    submit,
  ),
);

form.addEventListener("submit", (e) => {
  e.preventDefault();
  whileBusy(submit, change);
});

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
    location.assign(nextPath("/home"));
  } catch (problem) {
    showProblem(form, problem);
  }
}
