// Step 2, 入力内容の確認: a last look, then the code goes out.

import { api } from "/lib/api.js";
import { factsOf } from "/lib/application-parts.js";
import { $, h } from "/lib/dom.js";
import { message, showComplaints, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { refuse } from "/pages/apply/entry.js";

export function main(applying) {
  const values = applying.values();
  const form = applying.forms[`application-${applying.kind}`];
  return h(
    "form",
    {
      id: "form",
      novalidate: true,
      "data-key": "confirm-form",
      onSubmit: (e) => (e.preventDefault(), whileBusy($("#send"), () => send(applying))),
    },
    h(
      "section",
      { class: "stack" },
      h("h2", null, t("apply.confirm")),
      h("p", null, t("apply.confirm-text")),
      message("", h("p", null, t("apply.check-address")), h("p", null, h("b", { class: "mono" }, values.email))),
    ),
    h(
      "section",
      { class: "card" },
      h("h3", null, t("form.label.kind")),
      h("p", null, t(`form.option.kind.${applying.kind}`)),
    ),
    factsOf(form, values, applying.branches),
  );
}

export const bar = (applying) => [
  h("button", { type: "button", class: "button quiet", id: "back", onClick: () => applying.go("entry") }, t("back")),
  h("p", { class: "why" }, t("apply.send-why")),
  h("button", { type: "submit", form: "form", id: "send", class: "button" }, t("apply.send")),
];

async function send(applying) {
  const values = applying.values();
  if (!values) return applying.go("entry"); // another tab took something away
  try {
    await sent(applying, values);
    applying.go("code");
  } catch (problem) {
    if (problem.errors?.length) {
      refuse(problem);
      return applying.go("entry");
    }
    if (problem.code === "application-submitted") return applying.reload().then(applying.draw);
    showComplaints($("#form"), problem.title ?? problem.message, problem.title ? [{ message: problem.message }] : []);
  }
}

/** The browser's application with these words; a new one where there is none, or it was erased meanwhile. */
async function sent(applying, values) {
  await applying.reload();
  const { state } = applying.current;
  if (state === "submitted") return; // in another tab; this one shows it now
  if (state === "entered") await api.put("/api/applications/current", values, { anonymous: true });
  else await api.post("/api/applications", values, { anonymous: true });
  await applying.reload();
}
