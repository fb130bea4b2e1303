// 承認 or 否認 of an application: what is recorded with it, and the reason that goes to the applicant.

import { confirmed } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, message, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

/** The two forms; for those who only look, who will decide. */
export function decision(page) {
  const { application } = page;
  if (!application.mayDecide) return message("", h("p", null, t("application.only-look")));
  return h("div", { class: "staff-facts", "data-key": "decision" }, approval(page), refusal(page));
}

function approval(page) {
  const faceToFace = page.application.identification === "face-to-face";
  return h(
    "form",
    {
      id: "approval",
      class: "card stack",
      novalidate: true,
      onSubmit: (e) => (e.preventDefault(), whileBusy($("#approve"), () => approve(page))),
    },
    h("h2", null, t("application.approve")),
    field({
      id: "accountBranch",
      label: t("application.account-branch"),
      hint: t("application.account-branch-hint"),
      control: h(
        "select",
        { id: "accountBranch", "aria-describedby": "accountBranch-hint" },
        h("option", { value: "" }, t("application.no-account")),
        page.branches.map(({ value, label }) => h("option", { value }, `${value}　${label}`)),
      ),
    }),
    h(
      "fieldset",
      { class: "field", "data-field": "borrower" },
      h("legend", { class: "legend" }, t("application.borrower"), h("span", { class: "must" }, t("field.must"))),
      h("p", { class: "hint", id: "borrower-hint" }, t("application.borrower-hint")),
      h(
        "div",
        { class: "row" },
        ["yes", "no"].map((value, i) =>
          h(
            "label",
            { class: "tick" },
            h("input", { type: "radio", name: "borrower", value, id: i ? "borrower-no" : "borrower" }),
            h("span", null, t(`application.borrower-${value}`)),
          ),
        ),
      ),
      h("p", { class: "wrong", id: "borrower-wrong", hidden: true }),
    ),
    faceToFace &&
      h(
        "label",
        { class: "tick" },
        h("input", { type: "checkbox", id: "met" }),
        h("span", null, t("application.met"), h("small", { class: "soft" }, h("br"), t("application.met-hint"))),
      ),
    h("div", null, h("button", { type: "submit", class: "button", id: "approve" }, t("application.approve"))),
  );
}

function refusal(page) {
  return h(
    "form",
    {
      id: "refusal",
      class: "card stack",
      novalidate: true,
      onSubmit: (e) => (e.preventDefault(), whileBusy($("#refuse"), () => refuse(page))),
    },
    h("h2", null, t("application.refuse")),
    h("p", { class: "small" }, t("application.refuse-text")),
    h("data-form", { form: "reason", plain: true, draft: `refusal-${page.application.id}` }),
    h("div", null, h("button", { type: "submit", class: "button quiet", id: "refuse" }, t("application.refuse"))),
  );
}

async function approve(page) {
  const form = $("#approval");
  clearProblem(form);
  const borrower = form.querySelector("[name=borrower]:checked")?.value;
  if (!borrower) {
    return showComplaints(form, t("form.incomplete"), [
      { field: "borrower", label: t("application.borrower"), message: t("field.choose") },
    ]);
  }
  const { application } = page;
  const sure = await confirmed({
    title: t("application.approve-title"),
    text: t("application.approve-sure", { name: application.name }),
    yes: t("application.approve"),
  });
  if (!sure) return;
  const body = {
    version: application.version,
    accountBranch: $("#accountBranch").value || null,
    borrower: borrower === "yes",
    met: $("#met")?.checked ?? false,
  };
  await decide(page, form, "approval", body);
}

async function refuse(page) {
  const form = $("#refusal");
  clearProblem(form);
  const fields = $("data-form", form);
  await fields.ready;
  const values = fields.take();
  if (!values) return;
  const { application } = page;
  const sure = await confirmed({
    title: t("application.refuse-title"),
    text: t("application.refuse-sure", { name: application.name }),
    yes: t("application.refuse"),
  });
  if (!sure) return;
  if (await decide(page, form, "refusal", { version: application.version, ...values })) fields.forget();
}

/** Whether it was done; where somebody was faster, the page shows what he decided, and says who. */
async function decide(page, form, what, body) {
  try {
    const application = await api.post(`${page.path}/${what}`, body);
    scrollTo(0, 0);
    page.show(application, { kind: "ok", text: t(`application.${application.state}-done`) });
    return true;
  } catch (problem) {
    if (problem.status !== 409 || problem.code === "email-taken") {
      showProblem(form, problem);
      return false;
    }
    scrollTo(0, 0);
    page.show(await api.get(page.path), { kind: "wait", text: `${problem.title} ${problem.detail ?? ""}` });
    return false;
  }
}
