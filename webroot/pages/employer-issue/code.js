// ⑤ 認証コード入力: six digits from the mail.

import "/elements/code-field.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { mailDomain } from "/lib/service.js";

export const title = "issue.code-title";

export function main(issuing) {
  const { sentTo, expiresAt } = issuing.where;
  return h(
    "form",
    { class: "card stack", id: "form", novalidate: true, "data-key": "form", onSubmit: (e) => submitted(e, issuing) },
    h("p", null, t("code.sent", { to: sentTo, until: time(expiresAt) })),
    field({
      id: "code",
      label: t("code.label"),
      hint: t("code.hint"),
      must: true,
      control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
    }),
    h("p", { class: "small" }, t("issue.code-not-arrived", { domain: mailDomain })),
    h(
      "div",
      { class: "row apart" },
      h("button", { class: "button quiet", type: "button", id: "cancel", onClick: () => cancel(issuing) }, t("issue.cancel")),
      h("button", { class: "button", type: "submit", id: "enter" }, t("issue.authenticate")),
    ),
  );
}

export const after = () => $("#code")?.focus();

/** Back to ④, as the guide has it. */
function cancel(issuing) {
  whileBusy($("#cancel"), async () => {
    await api.del("/api/employer/issuance", { anonymous: true }).catch(() => {});
    issuing.password = null;
    issuing.go({});
  });
}

function submitted(event, issuing) {
  event.preventDefault();
  whileBusy($("#enter"), () => send(issuing));
}

async function send(issuing) {
  const form = $("#form");
  clearProblem(form);
  const code = $("code-field").value;
  if (code.length !== 6) return showComplaints(form, t("form.incomplete"), [{ field: "code", message: t("code.missing") }]);
  try {
    const answer = await api.post("/api/employer/issuance/code", { code }, { anonymous: true });
    if (answer.next === "login") {
      issuing.go({});
      issuing.closed = "password-set";
      return issuing.draw();
    }
    await issuing.started();
  } catch (problem) {
    if (problem.status === 401 || problem.code === "code-void") {
      issuing.go({});
      return issuing.fail(problem);
    }
    $("code-field").clear();
    showRefusal(form, problem, "code");
  }
}
