// ヘルプ (EMP-10): one script for all its pages. What they say stands in /help/{ja,en}.json, part by part; the pictures beside
// it are taken from our own pages, and what an operating system shows is drawn here, in our words.

import { $, focusOn, h, render } from "/lib/dom.js";
import { openEmployerPage } from "/lib/employer.js";
import { message } from "/lib/forms.js";
import { lang, t } from "/lib/i18n.js";
import { service } from "/lib/service.js";

openEmployerPage("employer.help");
const name = location.pathname.split("/")[3] || "overview";
const [{ pages, pictures }, sizes, about] = await Promise.all([
  read(`/help/${lang}.json`),
  read("/help/pictures.json"),
  service,
]);
/** The figures that sentences name, by the operator's policy. */
const figures = about?.employers ?? {};
const page = pages[name];

$("#page").removeAttribute("aria-busy");
if (page) draw();
else location.replace("/employer/help");

async function read(path) {
  return (await fetch(path)).json();
}

function draw() {
  document.title = `${page.title} | ${t("app.employer")}`;
  render(
    $("#page"),
    h(
      "div",
      { class: "helping" },
      menu(),
      h(
        "article",
        { class: "stack loose" },
        h(
          "header",
          { class: "stack" },
          h("h1", null, page.title),
          h("p", null, words(page.lead)),
          h(
            "div",
            { class: "no-print" },
            h("button", { class: "button quiet small", type: "button", onClick: () => print() }, t("employer-help.print")),
          ),
        ),
        page.sections.map(section),
      ),
    ),
  );
  if (location.hash) lead();
  addEventListener("hashchange", lead);
}

/** The section is drawn after the browser has looked for it. */
function lead() {
  const target = document.getElementById(location.hash.slice(1));
  focusOn(target && $("h2", target));
  target?.scrollIntoView({ block: "start" });
}

function menu() {
  return h(
    "nav",
    { class: "no-print", "aria-label": t("employer-help.pages") },
    h(
      "ul",
      null,
      Object.entries(pages).map(([key, { title }]) =>
        h("li", null, h("a", { href: path(key), "aria-current": key === name && "page" }, title)),
      ),
      h("li", null, h("a", { href: "/employer/check" }, t("employer.check"))),
    ),
  );
}

function path(key) {
  return key === "overview" ? "/employer/help" : `/employer/help/${key}`;
}

function section({ id, title, body }) {
  return h("section", { id, class: "card stack" }, h("h2", null, title), body.map(part));
}

function part(what) {
  if (typeof what === "string") return h("p", null, words(what));
  if (what.steps) return h("ol", { class: "how" }, what.steps.map(step));
  if (what.list) return h("ul", { class: "points" }, what.list.filter(applies).map((each) => h("li", null, words(each))));
  if (what.note) return message("", h("p", null, words(what.note)));
  if (what.warning) return message("wait", h("p", null, words(what.warning)));
  if (what.code) return h("pre", { class: "commands", tabindex: "0" }, what.code.join("\n"));
  if (what.facts)
    return h("dl", { class: "facts" }, what.facts.map(([term, text]) => h("div", null, h("dt", null, term), h("dd", null, words(text)))));
  return picture(what.picture);
}

/** Where locks never block, nothing is said of it. */
function applies(text) {
  return figures.blocks !== 0 || !text.includes("{blocks}");
}

function step(what) {
  if (typeof what === "string") return h("li", null, h("p", null, words(what)));
  return h(
    "li",
    null,
    h("p", null, words(what.text)),
    what.notes && h("ul", { class: "points" }, what.notes.map((each) => h("li", null, words(each)))),
    what.picture && picture(what.picture),
    what.sketch && sketch(what.sketch),
  );
}

/** One of our own pages, as wide as it is there; nothing until its picture has been taken. */
function picture(key) {
  const size = sizes[lang]?.[key];
  if (!size) return null;
  const [width, height] = size;
  const source = `/help/${lang}/${key}.png`;
  return h(
    "figure",
    { class: "picture" },
    h("a", { href: source, "aria-label": t("employer-help.enlarge", { name: pictures[key] }) }, h("img", { src: source, alt: pictures[key], width, height })),
  );
}

/** What another program shows, drawn: so much of it as one has to find there. */
function sketch({ caption, title, rows, buttons }) {
  return h(
    "figure",
    { class: "sketch" },
    h(
      "div",
      { class: "window", role: "img", "aria-label": caption },
      h("b", null, title),
      rows.map(sketched),
      h("div", { class: "row" }, buttons.map((each, i) => h("span", { class: `pressed${i ? "" : " first"}` }, each))),
    ),
    h("figcaption", null, t("employer-help.sketch", { name: caption })),
  );
}

function sketched(row) {
  if (typeof row === "string") return h("p", null, row);
  if (row.field) return h("p", { class: "entry" }, h("span", null, row.field), h("span", { class: "box" }, row.value));
  const sign = row.radio ? (row.on ? "◉" : "○") : row.on ? "☑" : "☐";
  return h("p", { class: row.on ? "on" : "" }, `${sign} ${row.radio ?? row.check}`);
}

/** **strong** and [a link](/where) in a sentence, and the figures it names; never markup. */
function words(text) {
  return text
    .replace(/\{(\w+)\}/g, (_, figure) => figures[figure] ?? "―")
    .split(/(\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/)
    .map((piece) => {
      const link = /^\[(.+)\]\((.+)\)$/.exec(piece);
      if (link) return h("a", { href: link[2] }, link[1]);
      return piece.startsWith("**") ? h("b", null, piece.slice(2, -2)) : piece;
    });
}
