// A letter with an initial password: it came once, and is gone with the page.

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { icon } from "/lib/icons.js";
import { t } from "/lib/i18n.js";

/** Asks the browser to warn before the only copy is left behind; `release` says that it is safe. */
function guard() {
  const warn = (e) => e.preventDefault();
  addEventListener("beforeunload", warn);
  return () => removeEventListener("beforeunload", warn);
}

/** The letter, ready to be opened for printing and to be saved; `count` letters in one file. */
export function letterCard({ blob, name }, count = 1) {
  const href = URL.createObjectURL(blob);
  const release = guard();
  return h(
    "section",
    { class: "letter", id: "letter", "aria-labelledby": "letter-title", tabindex: "-1" },
    message(
      "ok",
      h("h2", { id: "letter-title" }, t(count === 1 ? "letter.made" : "letter.made-many", { n: count })),
      h("p", null, t("letter.once")),
      h("p", null, t("letter.handle")),
    ),
    h(
      "p",
      { class: "row" },
      h("a", { class: "button", id: "letter-save", href, download: name, onClick: release }, icon("save"), t("letter.save")),
      h("a", { class: "button quiet", id: "letter-open", href, target: "_blank", onClick: release }, icon("print"), t("letter.open")),
    ),
  );
}
