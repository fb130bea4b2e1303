// Changing a record in steps: enter 「入力内容確認」, confirm 「登録」, done 「契約者情報管理へ」. What was typed outlives a reload, the
// end of a session and whatever comes between; who was overtaken by somebody else sees what changed and keeps his own.

import "/elements/data-form.js";
import "/elements/steps-rail.js";
import { fact } from "/lib/contract-parts.js";
import { $, focusOn, h } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { labelOf } from "/lib/field-controls.js";
import { check, fieldsOf, loadForms } from "/lib/fields.js";
import { message, whileBusy } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";

/**
 * `steps` begins with "enter", "confirm" and ends with "done"; a step between is drawn by `views[step](form, values)`.
 * `record`: what is on record, with `version`. `warn(values)`: nodes that say before what will follow; `binds(values)`:
 * whether that has legal effect. `send(values)`: does it and resolves what `done(answer)` shows. `after()`: what stands below the fields, told by
 * `typed(values)` what is in them; `ready(values)`: a refusal before anything is confirmed. `reload()`: the newest record. `choices`: options of fields.
 */
export class RecordForm {
  #o;
  #form = null;
  #answer = null;
  #shown = null;
  #problem = null;
  #overtaken = null;

  constructor(options) {
    this.#o = { views: {}, choices: {}, warn: () => null, binds: () => false, lead: () => null, after: () => null, ...options };
    this.#open();
  }

  async #open() {
    const { forms } = await loadForms();
    this.#form = forms[this.#o.form];
    this.#o.record = this.#fieldsOf(this.#o.record);
    this.#takeBase();
    addEventListener("popstate", () => this.#draw());
    $("#page").removeAttribute("aria-busy");
    this.#draw();
  }

  // ── what is on record, and what was typed ──

  /** Of a record only what the form asks for, and its version. */
  #fieldsOf(record = {}) {
    const names = fieldsOf(this.#form).map((field) => field.name);
    return Object.fromEntries(["version", ...names].filter((n) => n in record).map((n) => [n, record[n] ?? ""]));
  }

  get #typed() {
    return findDraft(this.#o.draft);
  }

  /** The record as it was when typing began; what was typed since is told from it. */
  #takeBase() {
    const { draft, record } = this.#o;
    const base = findDraft(`${draft}.base`);
    if (this.#typed && base && base.version !== record.version) this.#merge(base, record);
    else if (!this.#typed || !base) keepDraft(`${draft}.base`, record);
  }

  /** Somebody else was faster: his changes are taken over, but for the fields that were typed into here. */
  #merge(base, record) {
    const typed = this.#typed ?? {};
    const merged = { ...typed };
    const rows = [];
    for (const field of fieldsOf(this.#form).filter((f) => !f.same)) {
      const [was, is, mine] = [base, record, typed].map((from) => from[field.name] ?? "");
      const own = field.name in typed && !this.#alike(field, mine, was);
      if (!this.#alike(field, is, was)) rows.push({ field, was, is, mine: own ? mine : null });
      if (!own) merged[field.name] = is;
      const again = fieldsOf(this.#form).find((f) => f.same === field.name);
      if (again && !own) merged[again.name] = is;
    }
    this.#o.record = record;
    keepDraft(`${this.#o.draft}.base`, record);
    if (this.#typed) keepDraft(this.#o.draft, merged);
    this.#overtaken = rows;
  }

  #alike(field, a, b) {
    const plain = (value) => check([{ fields: [{ ...field, when: undefined }] }], { [field.name]: value }).values[field.name] ?? value;
    return plain(a) === plain(b);
  }

  /** The newest record, seen live or after a refusal. */
  overtaken(record) {
    if (!this.#form || this.#answer) return;
    const base = findDraft(`${this.#o.draft}.base`) ?? this.#o.record;
    if (base.version === record.version) return;
    this.#merge(base, this.#fieldsOf(record));
    if (this.step === "enter") this.#freshFields();
    else this.#draw();
    this.#drawOvertaken();
  }

  // ── steps ──

  get step() {
    const wanted = location.hash.slice(1) || "enter";
    if (!this.#o.steps.includes(wanted) || (wanted === "done" && !this.#answer)) return "enter";
    return wanted !== "enter" && wanted !== "done" && this.#errors().length ? "enter" : wanted;
  }

  get values() {
    return check(this.#form, this.#given()).values;
  }

  #errors() {
    return check(this.#form, this.#given()).errors;
  }

  #given() {
    return this.#typed ?? {};
  }

  go(step) {
    if (step === this.step) return this.#draw();
    history.pushState(null, "", step === "enter" ? location.pathname : `#${step}`);
    this.#draw();
  }

  /** Back to the fields with what the server said. */
  refuse(problem) {
    this.#problem = problem;
    this.go("enter");
  }

  #draw() {
    const { steps, title, page = $("#page") } = this.#o;
    const step = this.step;
    const body = h("div", { class: "form-page", id: "form-page" });
    page.replaceChildren(
      h("h1", null, t(title)),
      h(
        "div",
        { class: "making" },
        h("steps-rail", { ".steps": steps.map((s) => ({ name: t(`record.${s}`) })), ".now": steps.indexOf(step) }),
        body,
      ),
    );
    const views = { enter: () => this.#enter(), confirm: () => this.#confirm(), done: () => this.#done() };
    body.append(...[(views[step] ?? (() => this.#o.views[step](this, this.values)))()].flat(9).filter(Boolean));
    this.#drawOvertaken();
    if (this.#shown !== null && this.#shown !== step) {
      scrollTo(0, 0);
      focusOn($("#form-page h2"));
    }
    this.#shown = step;
    if (step !== "enter") return;
    this.#o.typed?.(this.#given());
    this.#sayProblem();
  }

  #enter() {
    const { draft, lead, after } = this.#o;
    const resumed = this.#shown === null && this.#typed !== null;
    const next = h("button", { class: "button", id: "next" }, t("record.to-confirm"));
    const form = h(
      "form",
      { id: "form", class: "stack loose", novalidate: true },
      lead(this),
      resumed &&
        message(
          "",
          h("p", null, t("record.resumed")),
          h("button", { type: "button", class: "button plain small", onClick: () => this.#startAgain() }, t("record.discard")),
        ),
      h("div", { id: "overtaken" }),
      this.#dataForm(),
      after(this),
      h("div", { class: "end" }, h("a", { class: "button quiet", href: this.#o.home }, t("back")), next),
    );
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      whileBusy(next, async () => {
        const fields = $("#fields");
        await fields.ready;
        const values = fields.take();
        if (!values) return;
        keepDraft(draft, { ...fields.typed });
        const refused = await this.#o.ready?.(values);
        if (refused) return fields.refuse(refused);
        this.#overtaken = null; // seen, and confirmed next with everything else
        this.go("confirm");
      });
    });
    return form;
  }

  async #sayProblem() {
    if (!this.#problem) return;
    const problem = this.#problem;
    this.#problem = null;
    await $("#fields").ready;
    $("#fields").refuse(problem);
  }

  #drawOvertaken() {
    const place = $("#overtaken");
    if (!place || !this.#overtaken) return;
    const rows = this.#overtaken;
    const show = (field, value) => this.shown(field, value) || t("record.nothing");
    place.replaceChildren(
      h(
        "div",
        { role: "alert", class: "conflict" },
        message(
          "wait",
          h("h2", null, t("record.overtaken")),
          h("p", null, t(rows.length ? "record.overtaken-text" : "record.overtaken-elsewhere")),
          rows.length > 0 &&
            h(
              "table",
              null,
              h(
                "thead",
                null,
                h("tr", null, ["field", "was", "is", "mine"].map((k) => h("th", { scope: "col" }, t(`record.col-${k}`)))),
              ),
              h(
                "tbody",
                null,
                rows.map((r) =>
                  h(
                    "tr",
                    null,
                    h("th", { scope: "row" }, labelOf(r.field)),
                    h("td", { "data-label": t("record.col-was") }, show(r.field, r.was)),
                    h("td", { "data-label": t("record.col-is") }, show(r.field, r.is)),
                    h("td", { "data-label": t("record.col-mine") }, r.mine === null ? t("record.taken-over") : show(r.field, r.mine)),
                  ),
                ),
              ),
            ),
        ),
      ),
    );
  }

  /** The fields with the merged values; who was typing goes on typing. */
  #freshFields() {
    const focused = document.activeElement?.id;
    const merged = this.#typed;
    const place = h("div");
    $("#fields").replaceWith(place); // which leaves a field, and so keeps once more what was typed there
    keepDraft(this.#o.draft, merged ?? undefined);
    place.replaceWith(this.#dataForm());
    $("#fields").ready.then(() => focused && document.getElementById(focused)?.focus());
  }

  #dataForm() {
    const { form, draft, record, choices } = this.#o;
    const fields = h("data-form", { form, draft, id: "fields", ".options": choices, ".values": record });
    fields.addEventListener("typed", () => this.#o.typed?.(this.#given()));
    return fields;
  }

  // ── confirm ──

  /** A value as people read it. */
  shown(field, value) {
    if (value === "" || value === undefined || value === null) return "";
    if (field.type.kind === "flag") return t(value ? "record.yes" : "record.no");
    if (field.type.kind === "date") return /^\d{4}-/.test(value) ? date(value) : value;
    const named = this.#o.choices[field.name]?.find((o) => o.value === value)?.label;
    return field.type.kind === "choice" || named ? (named ?? t(`form.option.${field.name}.${value}`)) : value;
  }

  #facts(values) {
    const { record } = this.#o;
    const known = record.version !== undefined;
    return fieldsOf(this.#form)
      .filter((field) => !field.same && !field.hidden && (values[field.name] !== undefined || !field.when))
      .map((field) => {
        const [was, is] = [record, values].map((from) => this.shown(field, from[field.name]));
        const row = fact(labelOf(field), is);
        if (known && was !== is) {
          row.classList.add("changed-fact");
          row.lastChild.append(h("span", { class: "before" }, t("record.before", { value: was || t("record.nothing") })));
        }
        return row;
      });
  }

  #confirm() {
    const values = this.values;
    const { lead, button } = this.#o.confirm?.(this, values) ?? {};
    const refused = h("div", { id: "refused" });
    const act =
      button ??
      h("button", { type: "button", class: this.#o.binds(values) ? "button seal" : "button", id: "register" }, t("record.register"));
    if (!button) act.addEventListener("click", () => whileBusy(act, () => this.send()));
    return [
      h(
        "section",
        { class: "card" },
        h("h2", null, t("record.confirm-title")),
        h("p", null, t("record.confirm-text")),
        h("div", { id: "overtaken" }),
        refused,
        this.#o.warn(values),
        h("dl", { class: "facts" }, this.#facts(values)),
        lead,
      ),
      h(
        "div",
        { class: "end" },
        h("button", { type: "button", class: "button quiet", onClick: () => this.go("enter") }, t("back")),
        act,
      ),
    ];
  }

  /** Sends what was confirmed; who was overtaken, or typed what the server refuses, is back at the fields. */
  async send() {
    try {
      this.#answer = await this.#o.send(this.values, this.#o.record);
      this.forget();
      history.replaceState(null, "", "#done");
      this.#draw();
    } catch (problem) {
      if (problem.code === "changed-meanwhile" && this.#o.reload) {
        const newest = this.#fieldsOf(await this.#o.reload());
        this.#merge(findDraft(`${this.#o.draft}.base`) ?? this.#o.record, newest);
        return this.go("enter");
      }
      if (problem.errors?.length) return this.refuse(problem);
      const place = $("#refused");
      if (!place) throw problem;
      place.replaceChildren(h("div", { role: "alert" }, message("fail", h("p", null, problem.message))));
      focusOn(place);
    }
  }

  #done() {
    return [
      h("section", { class: "card" }, this.#o.done(this.#answer)),
      h("div", { class: "end" }, h("a", { class: "button", href: this.#o.home }, t(this.#o.homeName ?? "record.home"))),
    ];
  }

  forget() {
    keepDraft(this.#o.draft, undefined);
    keepDraft(`${this.#o.draft}.base`, undefined);
    this.#o.forget?.();
  }

  #startAgain() {
    this.forget();
    this.#overtaken = null;
    keepDraft(`${this.#o.draft}.base`, this.#o.record);
    this.#draw();
    focusOn($("#form-page h2") ?? $("h1"));
  }
}
