// <data-form form="application-corporation" draft="apply">: the fields of a form, made from the server's definition.
// Each is checked when it is left, shows what was converted, and takes back a complaint while it is being mended. What was
// typed stays in this browser until `forget()`; secrets never do. Stands inside a page's own <form novalidate>.
//
//   const fields = $("data-form");
//   fields.options = { branch: [{ value, label }] };   fields.values = { name: "…" };   await fields.ready;
//   on submit:  const values = fields.take();   if (values) try { … fields.forget() } catch (problem) { fields.refuse(problem) }

import { $, h } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { fieldView, idOf, labelOf, optionsOf } from "/lib/field-controls.js";
import { asked, check, checkField, fieldsOf, isoDate, loadForms, normalise, today } from "/lib/fields.js";
import { clearProblem, showComplaints } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

class DataForm extends HTMLElement {
  #form = null;
  #typed = {};
  #left = new Set();
  #options = {};
  #given = {};
  #settle = {};
  #ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));

  connectedCallback() {
    if (!this.firstChild) this.#open();
  }

  /** Settled when the fields are there. */
  get ready() {
    return this.#ready;
  }

  /** {field: [{value, label, hint?}]} for choices that the page knows. */
  set options(options) {
    this.#options = options;
    if (this.#form) this.#draw();
  }

  /** What is on record; what was typed and not sent yet stays. */
  set values(values) {
    this.#given = values;
    if (!this.#form) return;
    this.#begin();
    this.#fill();
  }

  #begin() {
    const repeated = fieldsOf(this.#form).filter((field) => field.same && this.#given[field.same]);
    const again = Object.fromEntries(repeated.map((field) => [field.name, this.#given[field.same]]));
    this.#typed = { ...again, ...this.#given, ...findDraft(this.#draft), ...this.#typed };
  }

  /** What was typed, as it stands. */
  get typed() {
    return { ...this.#typed };
  }

  async #open() {
    try {
      const { forms } = await loadForms();
      this.#form = forms[this.getAttribute("form")];
      this.#begin();
      this.#draw();
      this.#settle.resolve();
    } catch (fault) {
      this.append(h("p", { class: "wrong" }, t("problem.offline")));
      this.#settle.reject(fault);
    }
  }

  get #draft() {
    return this.getAttribute("draft") ?? "";
  }

  #draw() {
    const plain = this.hasAttribute("plain");
    const sections = this.#form.map((section) => this.#section(section, plain)).filter(Boolean);
    this.replaceChildren(...sections, h("div", { class: "only-read", role: "status" }));
    for (const field of fieldsOf(this.#form)) {
      const only = optionsOf(field, this.#options);
      if (field.required && only.length === 1) this.#typed[field.name] ??= only[0].value;
    }
    this.#fill();
  }

  #section({ id, fields }, plain) {
    const shown = fields.filter((field) => !field.hidden);
    if (!shown.length) return null;
    const views = h(
      "div",
      { class: "data-fields" },
      shown.map((field) => fieldView(field, optionsOf(field, this.#options), this.#listeners(field))),
    );
    if (plain) return views;
    return h("section", { class: "card" }, h("h2", null, t(`form.section.${id}`)), views);
  }

  #listeners(field) {
    return {
      type: () => this.#type(field),
      leave: () => this.#leave(field),
      latest: () => today(),
      iso: () => isoDate(field.type, this.#typed[field.name] ?? ""),
    };
  }

  // ── what the reader does ──

  #type(field) {
    this.#read(field);
    if (this.#left.has(field.name) && this.#complained(field)) this.#judge(field);
  }

  #leave(field) {
    this.#read(field);
    const given = this.#typed[field.name];
    if (!this.#left.has(field.name) && (given === "" || given === undefined)) return;
    this.#left.add(field.name);
    this.#convert(field);
    this.#judge(field);
    for (const other of fieldsOf(this.#form)) {
      if (other.same === field.name && this.#left.has(other.name)) this.#judge(other);
      if (other.when?.field === field.name) this.#show(other);
    }
  }

  #read(field) {
    this.#typed[field.name] = this.#control(field).value;
    const secrets = fieldsOf(this.#form).filter((f) => f.type.kind === "secret");
    const rest = Object.fromEntries(
      Object.entries(this.#typed).filter(([name]) => !secrets.some((f) => f.name === name)),
    );
    if (this.#draft) keepDraft(this.#draft, rest);
    this.dispatchEvent(new CustomEvent("typed", { detail: { field: field.name } }));
  }

  /** Shows the plain form of what was typed, and says so where more than blanks at the ends has gone. */
  #convert(field) {
    const given = this.#typed[field.name];
    if (typeof given !== "string" || field.type.kind === "secret" || field.type.kind === "choice") return;
    const { value } = checkField(this.#form, field, this.#typed);
    const plain = field.type.kind === "date" ? (value ? t("form.date", parts(value)) : given) : normalise(field.type, given);
    const made = $(`#${idOf(field.name)}-made`, this);
    made.hidden = plain === given.trim();
    if (plain === given) return;
    this.#typed[field.name] = plain;
    this.#control(field).value = plain;
    this.#read(field);
    if (made.hidden) return;
    made.textContent = t("form.made", { from: given.trim(), to: plain });
    $("[role=status]", this).textContent = `${labelOf(field)} ${made.textContent}`;
  }

  #judge(field) {
    const { error } = checkField(this.#form, field, this.#typed);
    const wrong = $(`#${idOf(field.name)}-wrong`, this);
    const text = error ? sentence(error) : "";
    if (wrong.textContent === text && wrong.hidden === !error) return;
    wrong.textContent = text;
    wrong.hidden = !error;
    for (const input of this.#control(field).inputs) {
      if (error) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    if (error) $("[role=status]", this).textContent = `${labelOf(field)}: ${text}`;
  }

  #complained(field) {
    return !$(`#${idOf(field.name)}-wrong`, this)?.hidden;
  }

  // ── the controls ──

  #control(field) {
    const inputs = [...this.querySelectorAll(`[name="${field.name}"]:not(secret-field)`)];
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

  #fill() {
    for (const field of fieldsOf(this.#form)) {
      if (field.hidden) continue;
      const kept = this.#typed[field.name] ?? "";
      const date = field.type.kind === "date" && /^\d{4}-\d\d-\d\d$/.test(kept);
      this.#control(field).value = date ? t("form.date", parts(kept)) : kept;
      this.#show(field);
    }
  }

  #show(field) {
    const view = $(`[data-field="${field.name}"]`, this);
    if (view) view.hidden = !asked(field, this.#typed);
  }

  // ── the page ──

  /** The plain values to be sent; null where something is wrong, which is shown then. */
  take() {
    const { values, errors } = check(this.#form, this.#typed);
    for (const field of fieldsOf(this.#form)) {
      if (field.hidden || !asked(field, this.#typed)) continue;
      this.#left.add(field.name);
      this.#convert(field);
    }
    if (!errors.length) {
      clearProblem(this);
      return values;
    }
    this.#complain(
      t("form.incomplete"),
      errors.map((error) => ({ ...error, message: sentence(error) })),
    );
    return null;
  }

  /** Shows what the server refused, at the fields that it names. */
  refuse(problem) {
    this.#complain(problem.errors?.length ? t("form.incomplete") : problem.message, problem.errors ?? []);
  }

  #complain(title, errors) {
    const fields = fieldsOf(this.#form);
    showComplaints(
      this,
      title,
      errors.map(({ field: name, message }) => {
        const field = fields.find((f) => f.name === name && !f.hidden);
        return { field: field && idOf(name), label: field && labelOf(field), message };
      }),
    );
  }

  /** It has been sent: nothing is kept in this browser any more. */
  forget() {
    if (this.#draft) keepDraft(this.#draft, undefined);
  }
}

const parts = (iso) => ({ y: Number(iso.slice(0, 4)), m: Number(iso.slice(5, 7)), d: Number(iso.slice(8)) });
const sentence = ({ code, facts }) => t(`field.${code}`, facts);

customElements.define("data-form", DataForm);
