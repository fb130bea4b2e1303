// <code-field input-id name>: six digits from a mail. Full-width digits, spaces and a pasted sentence are taken as meant.

import { h, render } from "/lib/dom.js";

const digits = (text) => text.normalize("NFKC").replace(/\D/g, "").slice(0, 6);

class CodeField extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    let composing = false;
    const tidy = () => {
      if (composing) return;
      const tidied = digits(input.value);
      if (tidied !== input.value) input.value = tidied;
      this.dispatchEvent(new CustomEvent("code", { detail: tidied }));
    };
    const input = h("input", {
      type: "text",
      inputmode: "numeric",
      autocomplete: "one-time-code",
      id: this.getAttribute("input-id"),
      name: this.getAttribute("name") ?? "code",
      required: true,
      spellcheck: "false",
      "aria-describedby": this.getAttribute("describedby"),
      onInput: tidy,
      onPaste: (e) => {
        e.preventDefault();
        input.value = digits(e.clipboardData.getData("text"));
        tidy();
      },
    });
    input.addEventListener("compositionstart", () => (composing = true));
    input.addEventListener("compositionend", () => {
      composing = false;
      tidy();
    });
    render(this, input);
  }

  get input() {
    return this.querySelector("input");
  }

  get value() {
    return digits(this.input.value);
  }

  clear() {
    this.input.value = "";
    this.dispatchEvent(new CustomEvent("code", { detail: "" }));
  }
}

customElements.define("code-field", CodeField);
