// よくある質問 (HOME-2): searched as one types, opened one by one, printed as a whole. For everybody, logged in or not.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, $$, h, render } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { openPage, showFailure } from "/lib/page.js";
import { paragraphs } from "/lib/paragraphs.js";

openPage("menu.faq");
const session = await api.get("/api/session", { anonymous: true }).catch(() => null);
if (session) $("app-header").session = session;
else {
  $("app-nav").remove();
  $(".shell").classList.add("folded");
  $("app-header").session = null;
}

function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}
let items = [];
try {
  ({ items } = await api.get("/api/faq", { anonymous: true }));
  drawFrame();
  draw("");
} catch (problem) {
  showFailure("menu.faq", problem);
}

function drawFrame() {
  const page = $("#page");
  page.removeAttribute("aria-busy");
  render(
    page,
    h(
      "header",
      { class: "row apart" },
      h("h1", null, t("menu.faq")),
      h(
        "div",
        { class: "row no-print" },
        h("button", { class: "button quiet small", type: "button", onClick: () => openAll(true) }, t("faq.open-all")),
        h("button", { class: "button quiet small", type: "button", onClick: () => openAll(false) }, t("faq.close-all")),
        h("button", { class: "button quiet small", type: "button", onClick: () => print() }, t("faq.print")),
      ),
    ),
    h(
      "div",
      { class: "field no-print" },
      h("label", { for: "search" }, t("faq.search")),
      h("input", { id: "search", type: "search", autocomplete: "off", maxlength: 100, onInput: (e) => draw(e.target.value) }),
    ),
    h("p", { id: "found", role: "status", class: "soft small" }),
    h("div", { id: "questions", class: "questions" }),
    h("p", { class: "soft" }, t("faq.more")),
    !session && h("p", { class: "no-print" }, h("a", { href: "/login" }, t("login.again"))),
  );
}

/** Every word that was typed has to be there. */
function draw(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const found = items.filter(({ question, answer }) => {
    const text = plain(`${question} ${answer}`);
    return words.every((word) => text.includes(word));
  });
  $("#found").textContent = words.length ? t("faq.found", { n: found.length }) : "";
  const one = words.length > 0 && found.length === 1;
  render(
    $("#questions"),
    found.length
      ? found.map((item) => question(item, one))
      : h("div", { class: "card empty", "data-key": "none" }, h("p", null, t("faq.none"))),
  );
}

function question({ id, lang, question: asked, answer }, open) {
  const before = document.querySelector(`details[data-key="${CSS.escape(id)}"]`);
  return h(
    "details",
    { "data-key": id, lang, id: `q-${id}`, class: "card", open: before?.open || open },
    h("summary", null, h("h2", null, asked)),
    h("div", { class: "answer" }, paragraphs(answer)),
  );
}

function openAll(open) {
  for (const details of $$("#questions details")) details.open = open;
}

// what is printed is all of it
let closed = [];
addEventListener("beforeprint", () => {
  closed = $$("#questions details:not([open])");
  for (const details of closed) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of closed) details.open = false;
});
