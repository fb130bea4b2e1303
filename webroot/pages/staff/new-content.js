// 契約の内容: summary, amount, dates, the last day for signing. Of an agreement that cancels a contract only the latter two
// are asked for: the rest is the contract's.

import { factsOf } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { field } from "/lib/forms.js";
import { money, t } from "/lib/i18n.js";

const SUMMARIES = ["loan", "loan-guaranteed", "terms", "overdraft"];
const MOST_YEN = 999_999_999_999;

/** 10,000,000 or １００００ as a number of yen; null when empty, NaN when it is none. */
export function yen(text) {
  const plain = text.normalize("NFKC").replace(/[\s,，円¥]/g, "");
  if (!plain) return null;
  return /^\d{1,12}$/.test(plain) ? Number(plain) : NaN;
}

let amountText = null;

export function main(making) {
  const { draft } = making;
  const keep = (name) => (e) => {
    making.changed({ [name]: e.target.value });
    making.draw();
  };
  amountText ??= draft.amount === null ? "" : new Intl.NumberFormat("ja-JP").format(draft.amount);
  if (making.cancels) return agreement(making, keep);
  return h(
    "section",
    { class: "card stack loose" },
    h("h2", null, t("new.content")),
    field({
      id: "summary",
      label: t("contract.summary"),
      hint: t("new.summary-hint"),
      must: true,
      control: [
        h("input", {
          id: "summary",
          list: "summaries",
          maxlength: 100,
          autocomplete: "off",
          ".value": draft.summary,
          "aria-describedby": "summary-hint",
          onInput: keep("summary"),
        }),
        h(
          "datalist",
          { id: "summaries" },
          SUMMARIES.map((s) => h("option", { value: t(`summary.${s}`) })),
        ),
      ],
    }),
    field({
      id: "amount",
      label: t("contract.amount"),
      hint: t("new.amount-hint"),
      control: h("input", {
        id: "amount",
        inputmode: "numeric",
        maxlength: 20,
        autocomplete: "off",
        ".value": amountText,
        "aria-describedby": "amount-hint",
        onInput: (e) => amount(making, e.target.value),
        onChange: () => tidy(making),
      }),
    }),
    h(
      "div",
      { class: "two" },
      field({
        id: "appliedOn",
        label: t("contract.applied"),
        must: true,
        control: h("input", { id: "appliedOn", type: "date", ".value": draft.appliedOn, onInput: keep("appliedOn") }),
      }),
      field({
        id: "plannedOn",
        label: t("contract.planned"),
        must: true,
        control: h("input", { id: "plannedOn", type: "date", ".value": draft.plannedOn, onInput: keep("plannedOn") }),
      }),
    ),
    deadline(making, keep),
    mark(making),
  );
}

function agreement(making, keep) {
  return h(
    "section",
    { class: "card stack loose" },
    h("h2", null, t("new.content")),
    h("p", null, t("cancel-contract.text")),
    h("h3", null, making.cancels.summary),
    factsOf(making.cancels),
    deadline(making, keep),
    mark(making),
  );
}

function deadline({ draft, today }, keep) {
  return field({
    id: "signBy",
    label: t("contract.sign-by"),
    hint: t("new.sign-by-hint"),
    control: h("input", {
      id: "signBy",
      type: "date",
      min: today(),
      ".value": draft.signBy ?? "",
      "aria-describedby": "signBy-hint",
      onInput: keep("signBy"),
    }),
  });
}

function mark(making) {
  return h(
    "label",
    { class: "tick" },
    h("input", {
      type: "checkbox",
      ".checked": making.draft.markVisible,
      onChange: (e) => making.changed({ markVisible: e.target.checked }),
    }),
    h("span", null, t("new.mark"), h("small", { class: "soft" }, h("br"), t("new.mark-hint"))),
  );
}

function amount(making, text) {
  amountText = text;
  const value = yen(text);
  making.changed({ amount: Number.isNaN(value) ? making.draft.amount : value });
  making.draw();
}

function tidy(making) {
  if (Number.isNaN(yen(amountText ?? ""))) return;
  amountText = null;
  making.draw();
}

export function missing({ draft, cancels, today }) {
  const late = draft.signBy && draft.signBy < today() && { field: "signBy", message: t("new.sign-by-over") };
  if (cancels) return [late].filter(Boolean);
  const wrongAmount = amountText !== null && (Number.isNaN(yen(amountText)) || yen(amountText) > MOST_YEN);
  return [
    !draft.summary.trim() && { field: "summary", message: t("new.summary-missing") },
    wrongAmount && { field: "amount", message: t("new.amount-wrong") },
    !draft.appliedOn && { field: "appliedOn", message: t("new.applied-missing") },
    !draft.plannedOn && { field: "plannedOn", message: t("new.planned-missing") },
    draft.appliedOn &&
      draft.plannedOn &&
      draft.plannedOn < draft.appliedOn && { field: "plannedOn", message: t("new.planned-early") },
    late,
  ].filter(Boolean);
}

export const next = ({ draft, cancels }) => (cancels ? cancels.summary : money(draft.amount));
