// What was entered into a form, to be looked at once more: the form's own sections and labels beside the values.

import { h } from "/lib/dom.js";
import { labelOf, optionsOf } from "/lib/field-controls.js";
import { asked, loadForms } from "/lib/fields.js";
import { date, t } from "/lib/i18n.js";

/**
 * Sections of the form `name` as `.facts` lists in cards; secrets and repetitions are left out, and so is what the form
 * did not ask for. `options` as given to <data-form>.
 */
export async function formFacts(name, values, options = {}) {
  const { forms } = await loadForms();
  return forms[name].map(({ id, fields }) => {
    const shown = fields.filter((f) => !f.hidden && !f.same && f.type.kind !== "secret" && asked(f, values));
    if (!shown.length) return null;
    const rows = shown.map((field) =>
      h("div", null, h("dt", null, labelOf(field)), h("dd", null, textOf(field, values[field.name], options))),
    );
    return h("section", { class: "card" }, h("h2", null, t(`form.section.${id}`)), h("dl", { class: "facts" }, rows));
  });
}

function textOf(field, value, options) {
  if (field.type.kind === "flag") return t(value ? "form.yes" : "form.no");
  if (value === undefined || value === "") return "―";
  if (field.type.kind === "date") return date(value);
  if (field.type.kind !== "choice") return value;
  return optionsOf(field, options).find((option) => option.value === value)?.label ?? value;
}
