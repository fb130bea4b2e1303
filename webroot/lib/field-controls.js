// What one field of a form looks like: label, 必須 or 任意, hints, the control, and where its sentences go. No rules here.

import "/elements/secret-field.js";
import { h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";
import { hintOfRules } from "/lib/passwords.js";

export const idOf = (name) => `f-${name}`;
const FEW = 5;

/** The name of a field as people know it. */
export const labelOf = (field) => t(`form.label.${field.label ?? field.name}`);

/** {value, label}s to choose from: the page's own list, or the definition's words. */
export function optionsOf(field, given = {}) {
  if (given[field.name]) return given[field.name];
  return (field.options ?? []).map((value) => ({ value, label: t(`form.option.${field.name}.${value}`) }));
}

/** The field as an element with `data-field`; `on` = {leave, type} is told what the reader does. */
export function fieldView(field, options, on) {
  const id = idOf(field.name);
  const many = field.type.kind === "choice" && !(options.length > FEW || field.type.checks.length);
  const head = [labelOf(field), chip(field)];
  const hints = field.type.kind === "flag" ? [] : hintsOf(field);
  const told = [hints.length && `${id}-hint`, `${id}-made`, `${id}-wrong`].filter(Boolean).join(" ");
  const control = controlOf(field, id, options, on, told);
  return h(
    many ? "fieldset" : "div",
    { class: `field${field.half ? " half" : ""}`, "data-field": field.name, "aria-describedby": many && told },
    many ? h("legend", { class: "legend" }, head) : field.type.kind !== "flag" && h("label", { for: id }, head),
    hints.length > 0 && h("p", { class: "hint", id: `${id}-hint` }, hints),
    control,
    h("p", { class: "made", id: `${id}-made`, hidden: true }),
    h("p", { class: "wrong", id: `${id}-wrong`, hidden: true }),
  );
}

const chip = (field) =>
  h("span", { class: field.required ? "must" : "may" }, t(field.required ? "field.must" : "field.may"));

function hintsOf(field) {
  const example = field.example ?? field.type.example;
  return [
    field.hint && h("span", null, t(`form.hint.${field.hint}`)),
    field.type.rules && !field.same && h("span", null, hintOfRules(field.type.rules)),
    field.type.how && h("span", null, t(`form.how.${field.type.how}`)),
    example && h("span", { class: "example" }, t("form.example"), h("span", { lang: field.type.input?.lang }, example)),
  ].filter(Boolean);
}

function controlOf(field, id, options, on, told) {
  switch (field.type.kind) {
    case "flag":
      return flag(field, id, on, told);
    case "choice":
      return options.length > FEW || field.type.checks.length
        ? select(field, id, options, on, told)
        : radios(field, id, options, on);
    case "secret":
      return secret(field, id, on, told);
    case "date":
      return date(field, id, on, told);
    default:
      return text(field, id, on, told);
  }
}

function attributes(field, id, told) {
  const input = field.type.input ?? {};
  return {
    ...input,
    id,
    name: field.name,
    autocomplete: field.autocomplete ?? input.autocomplete ?? "off",
    "aria-required": field.required ? "true" : null,
    "aria-describedby": told,
  };
}

function text(field, id, on, told) {
  const lines = field.type.kind === "lines";
  return h(lines ? "textarea" : "input", {
    type: lines ? null : "text",
    ...attributes(field, id, told),
    onInput: on.type,
    onBlur: on.leave,
  });
}

function secret(field, id, on, told) {
  const element = h("secret-field", {
    "input-id": id,
    name: field.name,
    maxlength: 512, // nothing that was pasted is cut off unseen
    autocomplete: field.autocomplete ?? field.type.input?.autocomplete,
    describedby: told,
  });
  element.addEventListener("input", on.type);
  element.addEventListener("focusout", (e) => !element.contains(e.relatedTarget) && on.leave(e));
  return element;
}

/** Typed in any notation; the button opens the browser's own calendar, which keyboards need not pass through. */
function date(field, id, on, told) {
  const input = text(field, id, on, told);
  const picker = h("input", {
    type: "date",
    class: "picker",
    tabindex: "-1",
    "aria-hidden": "true",
    onChange: () => {
      input.value = picker.value;
      on.leave();
      input.focus();
    },
  });
  const open = () => {
    picker.max = on.latest();
    picker.value = on.iso();
    picker.showPicker();
  };
  const button = h("button", { type: "button", class: "button quiet", onClick: open }, icon("calendar"), h("span", null, t("form.calendar")));
  button.setAttribute("aria-label", t("form.calendar-for", { label: labelOf(field) }));
  return h("div", { class: "date-entry" }, input, h("span", { class: "from-calendar" }, button, picker));
}

function flag(field, id, on, told) {
  return h(
    "label",
    { class: "tick" },
    h("input", { type: "checkbox", id, name: field.name, "aria-describedby": told, onChange: on.leave }),
    h(
      "span",
      null,
      h("b", null, labelOf(field)),
      chip(field),
      field.hint && h("small", { class: "soft" }, t(`form.hint.${field.hint}`)),
    ),
  );
}

function radios(field, id, options, on) {
  return h(
    "div",
    { class: "choices" },
    options.map(({ value, label, hint }, i) =>
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: "radio",
          id: i === 0 ? id : `${id}-${value}`,
          name: field.name,
          value,
          onChange: on.leave,
        }),
        h(
          "span",
          null,
          label,
          (hint || field.explained) &&
            h("small", { class: "soft" }, hint ?? t(`form.option-hint.${field.name}.${value}`)),
        ),
      ),
    ),
  );
}

function select(field, id, options, on, told) {
  return h(
    "select",
    { ...attributes(field, id, told), onChange: on.leave },
    h("option", { value: "" }, t("form.choose")),
    options.map(({ value, label }) => h("option", { value }, label)),
  );
}

/** What is entered in the field's inputs below `root`, one value whether they are one or several. */
export function inputsOf(root, field) {
  const inputs = [...root.querySelectorAll(`[name="${field.name}"]:not(secret-field)`)];
  const [first] = inputs;
  return {
    inputs,
    get value() {
      if (first.type === "checkbox") return first.checked;
      return first.type === "radio" ? (inputs.find((i) => i.checked)?.value ?? "") : first.value;
    },
    set value(value) {
      if (first.type === "checkbox") first.checked = value === true;
      else if (first.type === "radio") for (const input of inputs) input.checked = input.value === value;
      else first.value = value;
    },
  };
}
