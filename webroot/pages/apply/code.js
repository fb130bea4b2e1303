// Step 3, 認証コードの入力: six digits from the mail; with them the application counts (APP-5).

import "/elements/code-field.js";
import { api } from "/lib/api.js";
import { mailboxLink } from "/lib/demo.js";
import { $, h } from "/lib/dom.js";
import { keepDraft } from "/lib/draft.js";
import { clearProblem, field, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { service } from "/lib/service.js";

let embedded = false;

export function main(applying) {
  const { email, codeUntil, sender } = applying.current;
  return h(
    "form",
    {
      id: "form",
      novalidate: true,
      "data-key": "code-form",
      onSubmit: (e) => (e.preventDefault(), whileBusy($("#apply"), () => enter(applying))),
    },
    h(
      "section",
      { class: "card stack" },
      h("h2", null, t("apply.mail")),
      h("p", null, t("apply.mail-sent", { until: time(codeUntil) })),
      h("p", null, t("form.label.email"), h("br"), h("b", { class: "mono", id: "address" }, email)),
      embedded && h("p", null, mailboxLink(email)),
      field({
        id: "code",
        label: t("code.label"),
        hint: t("code.hint"),
        must: true,
        control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
      }),
    ),
    h(
      "section",
      { class: "card stack", "data-key": "not-arrived" },
      h("h3", null, t("apply.not-arrived")),
      h("p", null, t("apply.not-arrived-address")),
      h("p", null, t("apply.not-arrived-filter", { domain: sender.split("@")[1] })),
    ),
  );
}

export const bar = (applying) => [
  h(
    "button",
    { type: "button", class: "button quiet", id: "to-entry", onClick: () => applying.go("entry") },
    t("apply.to-entry"),
  ),
  h("p", { class: "why" }, t("apply.code-why")),
  h("button", { type: "submit", form: "form", id: "apply", class: "button" }, t("apply.submit")),
];

export async function after(applying) {
  if (embedded || !(await service)?.embedded) return;
  embedded = true;
  applying.draw();
}

async function enter(applying) {
  const form = $("#form");
  clearProblem(form);
  const code = $("code-field", form).value;
  if (code.length !== 6) {
    return showComplaints(form, t("form.incomplete"), [{ field: "code", message: t("code.missing") }]);
  }
  try {
    applying.current = await api.post("/api/applications/current/code", { code }, { anonymous: true });
    for (const kind of applying.kinds) keepDraft(applying.draftOf(kind), undefined);
    keepDraft("apply", undefined);
    history.replaceState(null, "", "#done");
    applying.draw();
  } catch (problem) {
    $("code-field", form)?.clear();
    if (problem.code === "no-application") {
      await applying.reload();
      applying.go("entry");
      return applying.tell("fail", h("p", null, h("b", null, problem.title)), h("p", null, problem.detail));
    }
    if (problem.code === "application-has-account") {
      return applying.tell(
        "fail",
        h("p", null, h("b", null, problem.title)),
        h("p", null, problem.detail),
        h("p", null, h("a", { href: "/login" }, t("apply.login"))),
      );
    }
    showRefusal(form, problem, "code");
  }
}
