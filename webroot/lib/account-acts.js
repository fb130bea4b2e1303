// What is done to a user without a page of its own: 「ユーザ削除」 (USER-4) and 「仮パスワード再発行」 (LOGIN-5). Each asks first.

import { shown } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { fact } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { field, message, whileBusy } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";

/** Asks, does it, resolves true where it was done. `base` is /api/users or /api/staff/users. */
export const deleteUser = (user, base) =>
  asked({
    id: "delete-dialog",
    title: t("delete.title"),
    text: [t("delete.text"), user.validUntil && t("delete.certificate")],
    facts: [
      fact(t("card.name"), t("card.name-role", { name: user.name, role: t(`role.${user.role}`) })),
      fact(t("card.email"), user.email),
    ],
    yes: t("delete.yes"),
    seal: true,
    act: () => api.del(`${base}/${user.id}?version=${user.version}`),
  });

/** The same for a new temporary password. */
export const reissuePassword = (user, base) =>
  asked({
    id: "reissue-dialog",
    title: t("reissue.title"),
    text: [t("reissue.text")],
    facts: [fact(t("card.name"), user.name), fact(t("card.email"), user.email)],
    yes: t("reissue.yes"),
    act: () => api.post(`${base}/${user.id}/temporary-password`, { version: user.version }),
  });

const REASONS = ["key-compromise", "holder-left", "requested", "identity-wrong"];

/** 失効申請 by the branch: a reason and what else is to be known; another of the staff confirms it (four eyes). */
export function fileRevocation(user) {
  const reason = h(
    "select",
    { id: "revocation-reason", required: true },
    h("option", { value: "" }, t("revocation.choose")),
    REASONS.map((code) => h("option", { value: code }, t(`revocation.reason-${code}`))),
  );
  const note = h("textarea", { id: "revocation-note", rows: 3, maxlength: 500 });
  return asked({
    id: "revocation-dialog",
    title: t("revocation.title"),
    text: [t("revocation.text")],
    facts: [fact(t("card.name"), user.name), fact(t("card.valid-until"), date(user.validUntil))],
    controls: [
      field({ id: "revocation-reason", label: t("revocation.reason"), must: true, control: reason }),
      field({ id: "revocation-note", label: t("revocation.note"), control: note }),
    ],
    yes: t("revocation.file"),
    act: () => api.post("/api/staff/revocations", { userId: user.id, reason: reason.value, note: note.value }),
  });
}

/** The dialog stays while the server works, and says there what the server refuses. */
export async function asked({ id, title, text, facts, controls, yes, seal = false, act }) {
  const refused = h("div", { role: "alert" });
  const button = h("button", { class: seal ? "button seal" : "button", value: "yes" }, yes);
  const dialog = h(
    "dialog",
    { id, "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-text` },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: `${id}-title` }, title),
      h("div", { id: `${id}-text`, class: "stack" }, text.filter(Boolean).map((line) => h("p", null, line))),
      h("dl", { class: "facts" }, facts),
      controls,
      refused,
      h("div", { class: "acts" }, h("button", { class: "button quiet", value: "no", formnovalidate: true }, t("back")), button),
    ),
  );
  dialog.querySelector("form").addEventListener("submit", (e) => {
    if (e.submitter?.value !== "yes") return; // a form that lacks something is not submitted at all
    e.preventDefault();
    whileBusy(button, async () => {
      try {
        await act();
        dialog.close("done");
      } catch (problem) {
        const why = problem.errors?.length ? problem.errors.map((e) => e.message) : [problem.message];
        refused.replaceChildren(message("fail", why.map((line) => h("p", null, line))));
      }
    });
  });
  return (await shown(dialog)) === "done";
}
