// 否認 (CONTRACT-4): a comment, an 'are you sure', and the contract fails for everyone.

import { confirmed, shown } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { clearProblem, field, showComplaints } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

const LONGEST = 1000;
const draftOf = (id) => `refusal.${id}`;

/** The button that begins a refusal; absent for whoever cannot refuse (any more). */
export const refuseButton = (ceremony) =>
  ceremony.contract.me.state === "invited" &&
  h("button", { type: "button", class: "button quiet", onClick: () => ask(ceremony) }, t("refuse.begin"));

function ask(ceremony) {
  const text = h("textarea", {
    id: "comment",
    maxlength: LONGEST,
    "aria-describedby": "comment-hint",
    onInput: () => keepDraft(draftOf(ceremony.id), text.value),
  });
  text.value = findDraft(draftOf(ceremony.id)) ?? "";
  const form = h(
    "form",
    { method: "dialog", novalidate: true, onSubmit: (e) => submitted(e, ceremony, form) },
    h("h2", { id: "refuse-title" }, t("refuse.title")),
    h("p", null, t("refuse.text")),
    field({ id: "comment", label: t("refuse.comment"), hint: t("refuse.hint"), must: true, control: text }),
    h(
      "div",
      { class: "acts" },
      h("button", { class: "button quiet", value: "no", formnovalidate: true }, t("cancel")),
      h("button", { class: "button", value: "yes" }, t("refuse.refuse")),
    ),
  );
  shown(h("dialog", { id: "refuse-dialog", "aria-labelledby": "refuse-title" }, form));
}

async function submitted(event, ceremony, form) {
  if (event.submitter?.value !== "yes") return;
  event.preventDefault();
  clearProblem(form);
  const comment = $("#comment").value.trim();
  if (!comment) return showComplaints(form, t("form.incomplete"), [{ field: "comment", message: t("refuse.missing") }]);
  const sure = await confirmed({
    id: "sure-dialog",
    title: t("refuse.sure"),
    text: t("refuse.sure-text"),
    yes: t("refuse.yes"),
    seal: true,
  });
  if (!sure) return;
  try {
    const contract = await api.post(`${ceremony.path}/refusal`, { comment });
    keepDraft(draftOf(ceremony.id), undefined);
    $("#refuse-dialog").close("yes");
    ceremony.accept(contract);
  } catch (problem) {
    showComplaints(form, problem.message);
  }
}
