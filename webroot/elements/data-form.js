// <data-form form="application-corporation" draft="apply">: the fields of a form, made from the server's definition.
// Each is checked when it is left, shows what was converted, and takes back a complaint while it is being mended. What was
// typed stays in this browser until `forget()`; secrets never do. Stands inside a page's own <form novalidate>.
//
//   const fields = $("data-form");
//   fields.options = { branch: [{ value, label }] };   fields.values = { name: "…" };   await fields.ready;
//   on submit:  const values = fields.take();   if (values) try { … fields.forget() } catch (problem) { fields.refuse(problem) }

import { $, h } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { fieldView, idOf, inputsOf, labelOf, optionsOf } from "/lib/field-controls.js";
import { asked, check, checkField, fieldsOf, isoDate, loadForms, normalise, today } from "/lib/fields.js";
import { clearProblem, showComplaints } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

class DataForm extends HTMLElement {
  #form = null;
  #typed = {};
  #left = new Set();
  #made = {};
  #pressed = false;
  #waiting = new Set();
  #options = {};
  #given = {};
  #settle = {};
  #ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));

  connectedCallback() {
    document.addEventListener("pointerdown", this.#press, true);
    for (const up of RELEASES) document.addEventListener(up, this.#release, true);
    if (!this.firstChild) this.#open();
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.#press, true);
    for (const up of RELEASES) document.removeEventListener(up, this.#release, true);
  }

  /** Settled when the fields are there. */
  get ready() {
    return this.#ready;
  }

  /** {field: [{value, label, hint?}]} for choices that the page knows. */
  set options(options) {
    const same = alike(options, this.#options);
    this.#options = options;
    if (this.#form && !same) this.#draw();
  }

  get options() {
    return this.#options;
  }

  /** What is on record; what was typed and not sent yet stays. */
  set values(values) {
    const same = alike(values, this.#given);
    this.#given = values;
    if (!this.#form || same) return;
    this.#begin();
    this.#fill();
  }

  get values() {
    return this.#given;
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

  /** A field left by pressing a button is judged after the press: a sentence that appears would move the button away. */
  #press = () => (this.#pressed = true);
  #release = () =>
    setTimeout(() => {
      this.#pressed = false;
      const fields = [...this.#waiting];
      this.#waiting.clear();
      if (this.isConnected) fields.forEach((field) => this.#leave(field));
    });

  #type(field) {
    this.#read(field);
    if (this.#left.has(field.name) && this.#complained(field)) this.#say(field, this.#judge(field));
  }

  #leave(field) {
    if (this.#pressed) return this.#waiting.add(field);
    this.#read(field);
    const given = this.#typed[field.name];
    if (!this.#left.has(field.name) && (given === "" || given === undefined)) return;
    this.#left.add(field.name);
    this.#say(field, this.#convert(field), this.#judge(field));
    for (const other of fieldsOf(this.#form)) {
      if (other.same === field.name && this.#left.has(other.name)) this.#judge(other);
      if (other.when?.field === field.name) this.#show(other);
    }
  }

  #read(field) {
    this.#typed[field.name] = this.#control(field).value;
    this.#keep();
    this.dispatchEvent(new CustomEvent("typed", { detail: { field: field.name } }));
  }

  #keep() {
    if (!this.#draft) return;
    const secrets = fieldsOf(this.#form).filter((f) => f.type.kind === "secret");
    const rest = Object.fromEntries(
      Object.entries(this.#typed).filter(([name]) => !secrets.some((f) => f.name === name)),
    );
    keepDraft(this.#draft, rest);
  }

  /** Shows the plain form of what was typed; tells so where more than blanks at the ends has gone. */
  #convert(field) {
    const given = this.#typed[field.name];
    if (typeof given !== "string" || field.type.kind === "secret" || field.type.kind === "choice") return "";
    const { value } = checkField(this.#form, field, this.#typed);
    const plain = field.type.kind === "date" ? (value ? t("form.date", parts(value)) : given) : normalise(field.type, given);
    if (given === this.#made[field.name]) return "";
    const made = $(`#${idOf(field.name)}-made`, this);
    made.hidden = plain === given.trim();
    made.textContent = made.hidden ? "" : t("form.made", { from: given.trim(), to: plain });
    this.#made[field.name] = plain;
    if (plain === given) return "";
    this.#control(field).value = plain;
    this.#read(field);
    return made.textContent;
  }

  #judge(field) {
    const { error } = checkField(this.#form, field, this.#typed);
    const wrong = $(`#${idOf(field.name)}-wrong`, this);
    const text = error ? sentence(error) : "";
    const known = wrong.textContent === text;
    wrong.textContent = text;
    wrong.hidden = !error;
    for (const input of this.#control(field).inputs) {
      if (error) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
    return known ? "" : text;
  }

  /** To those who listen, after what they are doing now. */
  #say(field, ...texts) {
    const said = texts.filter(Boolean).join(" ");
    if (said) $("[role=status]", this).textContent = t("form.at", { label: labelOf(field), text: said });
  }

  #complained(field) {
    return !$(`#${idOf(field.name)}-wrong`, this)?.hidden;
  }

  #control(field) {
    return inputsOf(this, field);
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
    for (const field of fieldsOf(this.#form)) {
      if (field.hidden) continue;
      this.#typed[field.name] = this.#control(field).value; // what the browser filled in by itself, too
      if (!asked(field, this.#typed)) continue;
      this.#left.add(field.name);
      this.#convert(field);
    }
    this.#keep();
    const { values, errors } = check(this.#form, this.#typed);
    this.#clear();
    if (!errors.length) return values;
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

  #clear() {
    clearProblem(this);
    for (const wrong of this.querySelectorAll(".wrong")) wrong.textContent = "";
  }

  #complain(title, errors) {
    this.#clear();
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

const RELEASES = ["pointerup", "pointercancel", "dragend"];
const alike = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const parts = (iso) => ({ y: Number(iso.slice(0, 4)), m: Number(iso.slice(5, 7)), d: Number(iso.slice(8)) });
const sentence = ({ code, facts }) => t(`field.${code}`, facts);

customElements.define("data-form", DataForm);
