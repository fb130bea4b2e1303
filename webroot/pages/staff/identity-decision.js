// 承認, 差戻し with the reason that the customer reads, 対面確認 (DOC-5). Whoever comes second is told so.

import { confirmed } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { $, focusOn, h } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { clearProblem, field, message, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

const LONGEST = 500;
const draft = (page) => `return-${page.id}`;

export function decision(page) {
  const { check } = page;
  if (check.state === "meeting-due") return meeting(page);
  if (check.state !== "under-review") return null;
  if (!check.may.decide) return message("", h("p", null, t("check.only-look")));
  return h(
    "section",
    { class: "card decide", "aria-labelledby": "decide", "data-key": "decide" },
    h("h2", { id: "decide" }, t("check.decide")),
    h("p", null, t("check.approve-text")),
    h(
      "div",
      null,
      h("button", { type: "button", id: "approve", class: "button", onClick: () => approve(page) }, t("check.approve")),
    ),
    h("hr"),
    h(
      "form",
      { id: "return", class: "stack", novalidate: true, onSubmit: (e) => (e.preventDefault(), sendBack(page)) },
      field({
        id: "reason",
        label: t("check.reason"),
        must: true,
        hint: t("check.reason-hint"),
        control: h("textarea", {
          id: "reason",
          maxlength: LONGEST,
          "aria-describedby": "reason-hint",
          onInput: (e) => keepDraft(draft(page), e.target.value),
        }),
      }),
      h("div", null, h("button", { type: "submit", id: "send-back", class: "button quiet" }, t("check.send-back"))),
    ),
  );
}

function meeting(page) {
  if (!page.check.may.meet) return message("", h("p", null, t("check.only-look")));
  return h(
    "section",
    { class: "card decide", "aria-labelledby": "decide", "data-key": "meet" },
    h("h2", { id: "decide" }, t("check.meeting")),
    h("p", null, t("check.meeting-text")),
    h(
      "div",
      null,
      h("button", { type: "button", id: "met", class: "button", onClick: () => met(page) }, t("check.met")),
    ),
  );
}

const approve = (page) =>
  whileBusy($("#approve"), async () => {
    const name = page.check.name;
    if (await confirmed({ title: t("check.approve"), text: t("check.approve-sure", { name }), yes: t("check.approve") }))
      await post(page, "approval", {}, t("check.approved", { name }));
  });

const met = (page) =>
  whileBusy($("#met"), async () => {
    const name = page.check.name;
    if (await confirmed({ title: t("check.met"), text: t("check.met-sure", { name }), yes: t("check.met") }))
      await post(page, "meeting", {}, t("check.met-done", { name }));
  });

const sendBack = (page) =>
  whileBusy($("#send-back"), async () => {
    const form = $("#return");
    clearProblem(form);
    const reason = $("#reason").value.trim();
    if (!reason) return showComplaints(form, t("form.incomplete"), [{ field: "reason", message: t("check.reason-missing") }]);
    await post(page, "return", { reason }, t("check.sent-back", { name: page.check.name }), form);
  });

async function post(page, what, body, done, form) {
  try {
    const now = await api.post(`${page.path}/${what}`, { version: page.check.version, ...body });
    keepDraft(draft(page), undefined);
    page.show(now, { kind: "ok", text: done });
  } catch (problem) {
    if (problem.status === 409) page.show(await api.get(page.path), { kind: "fail", text: problem.message });
    else if (form) return showProblem(form, problem);
    else page.show(page.check, { kind: "fail", text: problem.message });
  }
  focusOn($("#told"));
}

/** What was typed before a reload. */
export function typedBefore(page) {
  const reason = $("#reason");
  if (reason && !reason.value) reason.value = findDraft(draft(page)) ?? "";
}
