// Fields, and what is said when a form is not right: a summary that leads to the fields, and a sentence at each.

import { $, $$, focusOn, h } from "/lib/dom.js";
import { dateTime, t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";

/** A labelled field. `control` is the element with `id`, or a custom element that makes the input with that id. */
export function field({ id, label, hint, must = false, control }) {
  return h(
    "div",
    { class: "field", "data-field": id },
    h("label", { for: id }, label, must && h("span", { class: "must" }, t("field.must"))),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
    control,
    h("p", { class: "wrong", id: `${id}-wrong`, hidden: true }),
  );
}

/** A message box: kind is `ok`, `wait`, `fail` or "" for plain information. */
export function message(kind, ...content) {
  return h(
    "div",
    { class: `message ${kind}` },
    icon(kind === "ok" ? "check" : kind ? "alert" : "info"),
    h("div", null, content),
  );
}

/** Takes all complaints back. */
export function clearProblem(form) {
  $(".summary", form)?.remove();
  for (const wrong of $$(".wrong", form)) wrong.hidden = true;
  for (const input of $$("[aria-invalid]", form)) input.removeAttribute("aria-invalid");
}

/**
 * Shows `complaints` = [{field?, label?, message}] under `title`: at the top of the form with links, and at the fields. The
 * summary takes the focus, so that it is read out and the next Tab leads to the first field named.
 */
export function showComplaints(form, title, complaints = []) {
  clearProblem(form);
  const items = complaints.map(({ field: name, label, message: text }) => {
    const input = name && form.querySelector(`#${CSS.escape(name)}`);
    if (!input) return h("li", null, text);
    input.setAttribute("aria-invalid", "true");
    const wrong = form.querySelector(`#${CSS.escape(name)}-wrong`);
    if (wrong) {
      wrong.textContent = text;
      wrong.hidden = false;
      input.setAttribute(
        "aria-describedby",
        [`${name}-hint`, wrong.id].filter((id) => document.getElementById(id)).join(" "),
      );
    }
    return h("li", null, h("a", { href: `#${name}`, onClick: (e) => (e.preventDefault(), lead(input)) }, label ? t("form.at", { label, text }) : text));
  });
  const summary = h(
    "div",
    { class: "summary", role: "alert" },
    message("fail", h("p", null, h("b", null, title)), items.length > 0 && h("ul", null, items)),
  );
  form.prepend(summary);
  focusOn(summary);
  summary.scrollIntoView({ block: "start" }); // a long one shows its end otherwise
}

/** To the input, with its label and hint in sight. */
function lead(input) {
  input.focus({ preventScroll: true });
  (input.closest(".field") ?? input).scrollIntoView({ block: "center" });
}

/** Shows what the server refused; `names` maps its field names to ids here. */
export function showProblem(form, problem, names = {}) {
  const complaints = (problem.errors ?? []).map((e) => ({ field: names[e.field] ?? e.field, message: e.message }));
  showComplaints(form, problem.message, complaints);
}

/** Shows what the server refused at one field: its title above, what to do next (and from when on) at the field. */
export function showRefusal(form, problem, field) {
  const next = problem.title && problem.detail ? [{ field, message: problem.detail }] : [];
  const until = problem.until ? [{ message: t("login.until", { at: dateTime(problem.until) }) }] : [];
  showComplaints(form, problem.title ?? problem.message, [...next, ...until]);
}

/** Runs `act` with the button busy; a second press meanwhile does nothing. */
export async function whileBusy(button, act) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  button.classList.add("busy");
  try {
    await act();
  } finally {
    button.removeAttribute("aria-disabled");
    button.classList.remove("busy");
  }
}
