// What somebody applied with, as facts: for the applicant's last look and for the branch.

import { fact } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { labelOf, optionsOf } from "/lib/field-controls.js";
import { date, t } from "/lib/i18n.js";

/** A card for each section of the form; `branches` = [{value, label}]. */
export function factsOf(form, values, branches) {
  return form.map((section) => {
    const shown = section.fields.filter((field) => !field.hidden && !field.same);
    return shown.length === 0
      ? null
      : h(
          "section",
          { class: "card" },
          h("h2", null, t(`form.section.${section.id}`)),
          h(
            "dl",
            { class: "facts" },
            shown.map((field) => fact(labelOf(field), shownValue(field, values[field.name], branches))),
          ),
        );
  });
}

function shownValue(field, value, branches) {
  if (field.type.kind === "flag") return value ? t("apply.yes") : t("apply.no");
  if (value === undefined || value === "") return h("span", { class: "soft" }, t("apply.nothing"));
  if (field.type.kind === "date") return date(value);
  if (field.type.kind === "choice") {
    return optionsOf(field, { branch: branches }).find((option) => option.value === value)?.label ?? value;
  }
  return field.name === "postalCode" ? `${value.slice(0, 3)}-${value.slice(3)}` : value;
}

/** The branches as choices, in the reader's language. */
export const branchOptions = (items, lang) =>
  items.map((branch) => ({ value: branch.code, label: lang === "ja" ? branch.name : branch.nameLatin }));
