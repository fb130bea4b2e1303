// <mandate-signing mandate=ID>: 委任状 「システム作成」, read and signed on the spot by its grantor: the paper, PIN 「送信」,
// code 「認証」, 「電子署名」 (CERT-4). Fires `signed` (detail: the mandate), `back` when the first step is left, and `stage`
// (detail: paper, pin, code, sign, done) at each step. The server knows how far one is: a reload arrives there.

import "/elements/code-field.js";
import "/elements/pdf-viewer.js";
import "/elements/secret-field.js";
import { api } from "/lib/api.js";
import { demoHints } from "/lib/demo.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { mailDomain } from "/lib/service.js";

const TRAIL = ["pin", "code", "sign"];
const RESEND_AFTER_S = 30;

class MandateSigning extends HTMLElement {
  #mandate = null;
  #stage = "paper";
  #opened = false;
  #told = null;
  #sentAt = 0;
  #clock = 0;
  #demo = null;
  #begun = false;

  async connectedCallback() {
    if (this.#mandate) return;
    this.setAttribute("aria-busy", "true");
    try {
      this.#mandate = await api.get(this.#path);
      const { user } = await api.get("/api/session");
      this.#demo = await demoHints(user.email);
      this.#go(this.#mandate.step === "pin" || this.#elsewhere ? "paper" : this.#mandate.step);
    } catch (problem) {
      render(this, message("fail", h("p", { role: "alert" }, problem.message)));
    }
    this.removeAttribute("aria-busy");
  }

  disconnectedCallback() {
    clearInterval(this.#clock);
  }

  get #path() {
    return `/api/mandates/${this.getAttribute("mandate")}`;
  }

  get #requestPath() {
    return `${this.#path}/signature-requests/${this.#mandate.request.id}`;
  }

  /** Somebody began on another device: the PIN is needed again on this one. */
  get #elsewhere() {
    return this.#mandate.request && !this.#mandate.request.here;
  }

  #go(stage, told = null) {
    this.#told = told;
    this.#stage = stage;
    clearInterval(this.#clock);
    if (stage === "code") {
      this.#sentAt = Date.now();
      this.#clock = setInterval(() => this.#draw(), 1000);
    }
    this.#draw();
    this.dispatchEvent(new CustomEvent("stage", { detail: stage, bubbles: true }));
    if (this.#begun)
      requestAnimationFrame(() => focusOn($("[data-first]", this) ?? $("form input", this) ?? $("h2", this)));
    this.#begun = true; // where the page itself is news, it says where one is
    if (stage === "done") this.dispatchEvent(new CustomEvent("signed", { detail: this.#mandate, bubbles: true }));
  }

  /** Where the server says it stands: somebody was faster, or it is too late for this step. */
  async #afresh(problem) {
    this.#mandate = await api.get(this.#path).catch(() => this.#mandate);
    const step = this.#elsewhere ? "pin" : this.#mandate.step;
    this.#go(step === "signing" ? "sign" : step, problem.message);
  }

  #draw() {
    const view = { paper: this.#paper, pin: this.#pin, code: this.#code, sign: this.#sign, done: this.#done }[this.#stage];
    render(
      this,
      h("section", { class: "mandate-signing stack", "data-key": this.#stage, "aria-labelledby": "mandate-title" }, view.call(this)),
    );
  }

  #head(title, text) {
    const now = this.#stage === "done" ? TRAIL.length : TRAIL.indexOf(this.#stage);
    return [
      h("h2", { id: "mandate-title" }, title),
      now >= 0 &&
        h(
          "ol",
          { class: "trail", "aria-label": t("mandate.trail") },
          TRAIL.map((name, i) =>
            h("li", { "aria-current": i === now && "step", class: i < now && "past" }, t(`mandate.trail-${name}`)),
          ),
        ),
      text && h("p", null, text),
      this.#told && message("wait", h("p", { role: "alert" }, this.#told)),
    ];
  }

  #paper() {
    const { agent } = this.#mandate;
    return [
      ...this.#head(t("mandate.to-sign")),
      h("p", null, t("mandate.read", { name: agent.name, role: t(`role.${agent.role}`) })),
      this.#elsewhere && message("wait", h("p", null, t("pin.elsewhere"))),
      h("pdf-viewer", {
        class: "mandate-paper",
        src: `${this.#path}/content`,
        heading: t("mandate.title"),
        ".onopened": () => ((this.#opened = true), this.#draw()),
      }),
      this.#acts(
        () => this.dispatchEvent(new CustomEvent("back", { bubbles: true })),
        h(
          "button",
          {
            type: "button",
            class: "button",
            id: "mandate-next",
            "aria-disabled": this.#opened ? "false" : "true",
            onClick: () => this.#opened && this.#go("pin"),
          },
          t("mandate.to-signing"),
        ),
      ),
    ];
  }

  #pin() {
    return [
      ...this.#head(t("seal.title"), t("mandate.pin-text")),
      this.#demo?.pin.cloneNode(true),
      this.#form(
        "mandate-pin-form",
        () => this.#sendPin(),
        h(
          "dl",
          { class: "facts" },
          h("div", null, h("dt", null, t("pin.credential")), h("dd", { class: "mono" }, this.#mandate.credentialId)),
        ),
        field({
          id: "mandate-pin",
          label: t("pin.label"),
          control: h("secret-field", { "input-id": "mandate-pin", name: "pin", maxlength: 64, autocomplete: "off" }),
        }),
      ),
      this.#acts(() => this.#go("paper"), this.#submit("mandate-pin-form", t("pin.send"))),
    ];
  }

  async #sendPin() {
    const form = $("form", this);
    clearProblem(form);
    const pin = $("#mandate-pin", this).value;
    if (!pin) return showComplaints(form, t("form.incomplete"), [{ field: "mandate-pin", message: t("pin.missing") }]);
    try {
      this.#mandate = await api.post(`${this.#path}/signature-requests`, { pin });
      $("secret-field", this).clear();
      this.#go("code");
    } catch (problem) {
      $("secret-field", this)?.clear();
      if (problem.code === "mandate-signed") await this.#afresh(problem);
      else showRefusal(form, problem, "mandate-pin");
    }
  }

  #code() {
    const { request } = this.#mandate;
    const left = Math.ceil(RESEND_AFTER_S - (Date.now() - this.#sentAt) / 1000);
    return [
      ...this.#head(t("seal.title"), t("code.sent", { to: request.sentTo, until: time(request.expiresAt) })),
      this.#demo?.mail.cloneNode(true),
      this.#form(
        "mandate-code-form",
        () => this.#sendCode(),
        field({
          id: "mandate-code",
          label: t("code.label"),
          hint: t("code.hint"),
          control: h("code-field", { "input-id": "mandate-code", describedby: "mandate-code-hint" }),
        }),
      ),
      h("p", { class: "soft small" }, t("code.not-arrived", { domain: mailDomain })),
      h(
        "div",
        null,
        h(
          "button",
          {
            type: "button",
            id: "mandate-resend",
            class: "button quiet small",
            disabled: left > 0,
            onClick: () => whileBusy($("#mandate-resend", this), () => this.#resend()),
          },
          left > 0 ? t("code.resend-in", { n: left }) : t("code.resend"),
        ),
      ),
      this.#acts(() => this.#go("pin"), this.#submit("mandate-code-form", t("code.submit"))),
    ];
  }

  async #resend() {
    try {
      await api.post(`${this.#requestPath}/code/resend`);
      this.#mandate = await api.get(this.#path);
      this.#go("code", t("code.sent-again"));
    } catch (problem) {
      showComplaints($("form", this), problem.message);
    }
  }

  async #sendCode() {
    const form = $("form", this);
    clearProblem(form);
    const code = $("code-field", this).value;
    if (code.length !== 6)
      return showComplaints(form, t("form.incomplete"), [{ field: "mandate-code", message: t("code.missing") }]);
    try {
      this.#mandate = await api.post(`${this.#requestPath}/code`, { code });
      this.#go("sign");
    } catch (problem) {
      $("code-field", this)?.clear();
      if (problem.status === 409 && problem.code !== "code-expired") await this.#afresh(problem);
      else showRefusal(form, problem, "mandate-code");
    }
  }

  #sign() {
    return [
      ...this.#head(t("seal.title"), t("mandate.sign-text")),
      this.#acts(
        () => this.#go("paper"),
        h(
          "button",
          {
            type: "button",
            class: "button seal",
            id: "mandate-sign",
            "data-first": true,
            onClick: () => whileBusy($("#mandate-sign", this), () => this.#press()),
          },
          t("seal.sign"),
        ),
      ),
    ];
  }

  async #press() {
    try {
      this.#mandate = await api.post(`${this.#requestPath}/signature`);
      this.#go("done");
    } catch (problem) {
      if (problem.status === 409) await this.#afresh(problem);
      else this.#go("sign", problem.message);
    }
  }

  #done() {
    return [
      ...this.#head(t("mandate.signed")),
      h(
        "p",
        null,
        h("a", { class: "button quiet small", href: `${this.#path}/content?download=true`, download: true }, t("mandate.save")),
      ),
    ];
  }

  #form(id, send, ...fields) {
    const submit = (e) => (e.preventDefault(), whileBusy($(`[form=${id}]`, this), send));
    return h("form", { id, class: "card stack", novalidate: true, "data-key": id, onSubmit: submit }, fields);
  }

  #submit(form, label) {
    return h("button", { type: "submit", form, class: "button" }, label);
  }

  #acts(back, next) {
    return h("div", { class: "row apart" }, h("button", { type: "button", class: "button quiet", onClick: back }, t("back")), next);
  }
}

customElements.define("mandate-signing", MandateSigning);
