// <secret-field name label autocomplete>: a password or PIN with a toggle that shows it. It never enters a draft. In the
// employer portal it comes with a keyboard on the screen (EMP-3).

import { h, render } from "/lib/dom.js";
import { t } from "/lib/i18n.js";

const ofEmployers = () => document.querySelector("app-header")?.getAttribute("portal") === "employer";

class SecretField extends HTMLElement {
  #opener = null;
  #keyboard = null;

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
    if (ofEmployers()) this.#opener = this.#keyboardButton();
    render(this, h("span", { class: "with-eye" }, input, toggle), this.#opener);
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

  #keyboardButton() {
    this.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || !this.#keyboard) return;
      e.stopPropagation();
      this.#close();
    });
    return h(
      "button",
      {
        type: "button",
        class: "button quiet small opens-keyboard",
        "aria-expanded": "false",
        onClick: (e) => (this.#keyboard ? this.#close() : this.#open(e.detail === 0)),
      },
      t("keyboard.title"),
    );
  }

  /** `byKey`: the button was pressed on the keyboard, whose arrows then lead through the keys. */
  async #open(byKey) {
    await import("/elements/software-keyboard.js");
    if (this.#keyboard) return;
    this.#keyboard = h("software-keyboard", { ".input": this.input });
    this.#keyboard.addEventListener("close", () => this.#close());
    this.#opener.setAttribute("aria-expanded", "true");
    this.input.inputMode = "none"; // a phone's own keyboard would cover this one
    this.append(this.#keyboard);
    if (byKey) this.#keyboard.enter();
    else this.input.focus({ preventScroll: true });
  }

  #close() {
    this.#keyboard.remove();
    this.#keyboard = null;
    this.#opener.setAttribute("aria-expanded", "false");
    this.input.inputMode = "";
    this.input.focus({ preventScroll: true });
  }
}

customElements.define("secret-field", SecretField);
