// ④ ユーザー認証: user ID and password; the password can be typed on the screen's own keyboard.

import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

export const title = "issue.authenticate-title";

export function main(issuing) {
  return h(
    "form",
    { class: "card stack", id: "form", novalidate: true, "data-key": "form", onSubmit: (e) => submitted(e, issuing) },
    h("p", null, t(issuing.first ? "issue.first-text" : "issue.authenticate-text")),
    field({
      id: "userId",
      label: t("issue.user-id"),
      hint: t("issue.user-id-hint"),
      must: true,
      control: h("input", {
        id: "userId",
        name: "userId",
        autocomplete: "username",
        autocapitalize: "off",
        spellcheck: "false",
        maxlength: 40,
        "aria-describedby": "userId-hint",
        "data-first": true,
      }),
    }),
    field({
      id: "password",
      label: t(issuing.first ? "issue.initial-password" : "login.password"),
      must: true,
      control: h("secret-field", { "input-id": "password", name: "password", autocomplete: "current-password" }),
    }),
    h("p", { class: "soft small" }, t("issue.lock-note")),
    h(
      "div",
      { class: "row apart" },
      h("a", { class: "button quiet", href: "/employer/" }, t("issue.cancel")),
      h("button", { class: "button", type: "submit", id: "authenticate" }, t("issue.authenticate")),
    ),
  );
}

function submitted(event, issuing) {
  event.preventDefault();
  whileBusy($("#authenticate"), () => send(issuing));
}

async function send(issuing) {
  const form = $("#form");
  clearProblem(form);
  const userId = $("#userId").value.trim().normalize("NFKC");
  const password = $("#password").value;
  const missing = [
    !userId && { field: "userId", message: t("issue.user-id-missing") },
    !password && { field: "password", message: t("login.password-missing") },
  ].filter(Boolean);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  try {
    const answer = await api.post("/api/employer/issuance", { userId, password }, { anonymous: true });
    if (answer.next === "new-password") return issuing.go({ step: "password", chosen: true });
    issuing.password = password;
    issuing.go({ step: "code", sentTo: answer.sentTo, expiresAt: answer.expiresAt });
  } catch (problem) {
    $("secret-field").clear();
    refused(form, problem);
  }
}

/** What is not about the password stands above the form alone. */
function refused(form, problem) {
  if (problem.code === "login-refused") {
    showComplaints(form, t("issue.refused"), [{ field: "password", message: t("issue.refused-text") }]);
  } else if ([403, 409].includes(problem.status)) {
    showComplaints(form, problem.title, [{ message: problem.detail }]);
  } else {
    showRefusal(form, problem, "password");
  }
}
