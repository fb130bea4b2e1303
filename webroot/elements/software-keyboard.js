// <software-keyboard>: types into a password field by mouse, finger or arrow keys (EMP-3). Its keys lie in another order
// each time it is opened, and it never tells which one was pressed: only how many characters there are.

import { h, render } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { shuffled } from "/lib/shuffle.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const SYMBOLS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
/** What a screen reader calls the symbols, in the order above. */
const NAMES = (
  "exclamation quote hash dollar percent ampersand apostrophe paren-open paren-close asterisk plus comma hyphen dot " +
  "slash colon semicolon less equals greater question at bracket-open backslash bracket-close caret underscore " +
  "backtick brace-open bar brace-close tilde"
).split(" ");

class SoftwareKeyboard extends HTMLElement {
  #input = null;
  #typed = false;
  #groups = { letters: shuffled(LETTERS), digits: shuffled(DIGITS), symbols: shuffled(SYMBOLS) };
  #capital = false;
  #told = "";

  /** The field to type into. */
  set input(input) {
    this.#input = input;
  }

  connectedCallback() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", t("keyboard.title"));
    this.setAttribute("page", "text");
    // the caret stays where it is while a mouse or a finger types
    this.addEventListener("mousedown", (e) => e.target.closest("button") && e.preventDefault());
    this.addEventListener("keydown", (e) => this.#move(e));
    this.addEventListener("focusin", (e) => this.#rove(e.target));
    this.#draw();
    this.#rove(this.#keys[0]);
  }

  disconnectedCallback() {
    if (this.#typed) this.#input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Leads the arrow keys here. */
  enter() {
    this.#keys[0].focus();
  }

  get #keys() {
    return [...this.querySelectorAll("button")].filter((key) => key.checkVisibility());
  }

  #draw() {
    const { letters, digits, symbols } = this.#groups;
    render(
      this,
      h("p", { class: "hint" }, t("keyboard.hint")),
      this.#group("letters", letters.map((letter) => this.#letter(letter))),
      this.#group("digits", digits.map((digit) => this.#key(digit))),
      this.#group("symbols", symbols.map((s) => this.#key(s, t(`keyboard.symbol.${NAMES[SYMBOLS.indexOf(s)]}`)))),
      this.#group("acts", [
        this.#act("capital", () => this.#switchCase(), this.#capital),
        this.#act("symbols", () => this.#turn(), this.getAttribute("page") === "symbols"),
        this.#act("delete", () => this.#erase()),
        this.#act("clear", () => this.#put("", 0, this.#input.value.length, "deleteContent")),
        this.#act("close", () => this.dispatchEvent(new Event("close"))),
      ]),
      h("p", { class: "only-read", role: "status" }, this.#told),
    );
  }

  #group(name, keys) {
    return h("div", { class: name, role: "group", "aria-label": t(`keyboard.${name}`) }, keys);
  }

  #letter(letter) {
    const capital = letter.toUpperCase();
    return this.#capital ? this.#key(capital, t("keyboard.capital-letter", { letter: capital })) : this.#key(letter);
  }

  #key(character, name) {
    return h("button", { type: "button", tabindex: "-1", "aria-label": name, onClick: () => this.#type(character) }, character);
  }

  #act(name, act, pressed) {
    return h(
      "button",
      { type: "button", tabindex: "-1", class: `act ${name}`, "aria-pressed": pressed?.toString(), onClick: act },
      t(`keyboard.act.${name}`),
    );
  }

  #switchCase() {
    this.#capital = !this.#capital;
    this.#redraw();
  }

  /** A phone shows letters and digits, or symbols. */
  #turn() {
    this.setAttribute("page", this.getAttribute("page") === "text" ? "symbols" : "text");
    this.#redraw();
  }

  /** Drawing anew keeps each key's place, and with it the one that the arrows stand on, unless it is gone. */
  #redraw() {
    const here = [...this.querySelectorAll("button")].findIndex((key) => key.tabIndex === 0);
    this.#draw();
    const key = this.querySelectorAll("button")[here];
    this.#rove(key.checkVisibility() ? key : this.#keys[0]);
  }

  #type(character) {
    const { value, maxLength } = this.#input;
    const [from, to] = this.#selection();
    if (maxLength >= 0 && value.length - (to - from) >= maxLength) return this.#tell("keyboard.full");
    this.#put(character, from, to, "insertText");
  }

  #erase() {
    const [from, to] = this.#selection();
    this.#put("", from === to ? Math.max(0, from - 1) : from, to, "deleteContentBackward");
  }

  #selection() {
    const { selectionStart, selectionEnd, value } = this.#input;
    return [selectionStart ?? value.length, selectionEnd ?? value.length];
  }

  /** As typing does it: the caret behind what was put there, and the field's own event without saying what it was. */
  #put(text, from, to, inputType) {
    this.#input.setRangeText(text, from, to, "end");
    this.#input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
    this.#typed = true;
    this.#tell("keyboard.length");
  }

  #tell(key) {
    this.#told = t(key, { n: this.#input.value.length });
    this.querySelector("[role=status]").textContent = this.#told;
  }

  /** One stop for Tab; the arrows do the rest. */
  #rove(to) {
    if (!to?.matches("button")) return;
    for (const key of this.querySelectorAll("button")) key.tabIndex = key === to ? 0 : -1;
  }

  #move(event) {
    const keys = this.#keys;
    const at = keys.indexOf(document.activeElement);
    if (at < 0) return;
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    let next = null;
    if (event.key in steps) next = keys[(at + steps[event.key] + keys.length) % keys.length];
    else if (event.key === "ArrowUp") next = nearest(keys[at], keys, -1);
    else if (event.key === "ArrowDown") next = nearest(keys[at], keys, 1);
    else if (event.key === "Home") next = keys[0];
    else if (event.key === "End") next = keys.at(-1);
    else return;
    event.preventDefault();
    next?.focus();
  }
}

/** The key above (-1) or below (1) this one: in the next row, the one whose middle is closest. */
function nearest(key, keys, direction) {
  const middle = (k) => k.getBoundingClientRect().left + k.getBoundingClientRect().width / 2;
  const row = (k) => Math.round(k.getBoundingClientRect().top);
  const beyond = keys.filter((k) => (row(k) - row(key)) * direction > 2);
  if (!beyond.length) return null;
  const next = Math.min(...beyond.map((k) => row(k) * direction)) * direction;
  return beyond
    .filter((k) => Math.abs(row(k) - next) <= 2)
    .reduce((a, b) => (Math.abs(middle(b) - middle(key)) < Math.abs(middle(a) - middle(key)) ? b : a));
}

customElements.define("software-keyboard", SoftwareKeyboard);
