// The first registration of a general user: a password of one's own in place of the initial one (EMP-5).

import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { passwordHint } from "/lib/passwords.js";

export const title = "issue.password-title";
const hint = await passwordHint("employer");

export function main(issuing) {
  return h(
    "form",
    { class: "card stack", id: "form", novalidate: true, "data-key": "form", onSubmit: (e) => submitted(e, issuing) },
    h("p", null, t("issue.password-text")),
    field({ id: "new", label: t("password.new"), hint, must: true, control: secret("new") }),
    field({ id: "again", label: t("password.again"), must: true, control: secret("again") }),
    h(
      "div",
      { class: "row apart" },
      h("button", { class: "button quiet", type: "button", onClick: () => issuing.go({}) }, t("issue.cancel")),
      h("button", { class: "button", type: "submit", id: "choose" }, t("issue.password-submit")),
    ),
  );
}

export function after() {
  $("#new")?.focus();
}

function submitted(event, issuing) {
  event.preventDefault();
  whileBusy($("#choose"), () => send(issuing));
}

function secret(id) {
  return h("secret-field", { "input-id": id, name: id, autocomplete: "new-password", describedby: `${id}-hint` });
}

async function send(issuing) {
  const form = $("#form");
  clearProblem(form);
  const [fresh, again] = [$("#new").value, $("#again").value];
  const missing = [
    !fresh && { field: "new", message: t("password.new-missing") },
    fresh !== again && { field: "again", message: t("password.differs") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    const answer = await api.put("/api/employer/issuance/password", { new: fresh }, { anonymous: true });
    issuing.password = fresh;
    issuing.go({ step: "code", chosen: true, sentTo: answer.sentTo, expiresAt: answer.expiresAt });
  } catch (problem) {
    if (problem.status === 401) issuing.fail(problem);
    else showProblem(form, problem);
  }
}
