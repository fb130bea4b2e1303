// <secret-field name label autocomplete>: a password or PIN with a toggle that shows it. It never enters a draft.

import { h, render } from "/lib/dom.js";
import { t } from "/lib/i18n.js";

class SecretField extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const input = h("input", {
      type: "password",
      id: this.getAttribute("input-id"),
      name: this.getAttribute("name"),
      required: true,
      maxlength: this.getAttribute("maxlength") ?? 128,
      autocomplete: this.getAttribute("autocomplete") ?? "off",
      autocapitalize: "off",
      spellcheck: "false",
      "aria-describedby": this.getAttribute("describedby"),
    });
    const toggle = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-pressed": "false",
        "aria-label": t("secret.show-label"),
        onClick: () => {
          const show = input.type === "password";
          input.type = show ? "text" : "password";
          toggle.setAttribute("aria-pressed", String(show));
          toggle.textContent = t(show ? "secret.hide" : "secret.show");
        },
      },
      t("secret.show"),
    );
    render(this, h("span", { class: "with-eye" }, input, toggle));
  }

  get input() {
    return this.querySelector("input");
  }

  get value() {
    return this.input.value;
  }

  /** Empties the field and hides it again. */
  clear() {
    this.input.value = "";
    if (this.input.type === "text") this.querySelector("button").click();
  }
}

customElements.define("secret-field", SecretField);
