// Many employers from a CSV file: all of it is checked before anything is registered, and the letters come as one file (EMP-5).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/steps-rail.js";
import { postal } from "/lib/account-parts.js";
import { api, Problem, uploadFile } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { field, message, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";
import { letterCard } from "/lib/letter.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

const TITLE = "batch.title";
const PATH = "/api/staff/employers/batch";
const STEPS = ["choose", "check", "done"];
const SHOWN = 50;
const CLASSES = { number: "nowrap", name: "lead", postalCode: "nowrap", address: "long" };
openPage(TITLE);
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
let batch = null;
let letters = null;
let refused = null;
if (session.staff.role === "auditor") showFailure(TITLE, new Problem(403, { detail: t("staff-organization.not-yours") }));
else draw();

function step() {
  if (letters) return 2;
  return batch?.state === "checked" ? 1 : 0;
}

function draw() {
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t(TITLE)),
    h(
      "div",
      { class: "making" },
      h("steps-rail", { ".steps": STEPS.map((name) => ({ name: t(`batch.step-${name}`) })), ".now": step() }),
      h("div", { class: "form-page wide", id: "form-page" }, [choose, check, done][step()]()),
    ),
  );
}

// ── choose ──

function choose() {
  return [
    h(
      "section",
      { class: "card", "data-key": "choose" },
      h("h2", null, t("batch.step-choose")),
      h("p", null, t("batch.lead")),
      h(
        "p",
        null,
        h("a", { class: "button quiet", href: `${PATH}/template.csv`, download: "" }, icon("save"), t("batch.template")),
      ),
      field({
        id: "file",
        label: t("batch.file"),
        hint: t("batch.file-hint"),
        control: h("input", { id: "file", type: "file", accept: ".csv,text/csv", "aria-describedby": "file-hint", onChange: send }),
      }),
      h("div", { id: "refused" }, refused && h("div", { role: "alert" }, message("fail", refused.map((line) => h("p", null, line))))),
    ),
    batch?.state === "wrong" && faults(),
  ];
}

async function send(e) {
  const input = e.target;
  const [file] = input.files;
  if (!file) return;
  refused = null;
  batch = null;
  try {
    batch = await uploadFile(PATH, file, () => {});
  } catch (problem) {
    refused = problem.errors?.length ? problem.errors.map((one) => one.message) : [problem.message];
  }
  input.value = ""; // the same file, mended, may be chosen again
  draw();
  focusOn($("#faults h2") ?? $("#check-title") ?? $("#refused"));
}

/** What is to be mended, line by line; nothing has been registered. */
function faults() {
  const list = batch.faults;
  const heads = ["line", "column", "given", "what"];
  const cell = (key, content, cls) => h("td", { "data-label": t(`batch.${key}`), class: cls }, content);
  return h(
    "section",
    { class: "card", id: "faults", "data-key": "faults" },
    h("h2", { id: "faults-title" }, t("batch.wrong", { n: list.length })),
    message("fail", h("p", null, t("batch.wrong-text", { file: batch.fileName }))),
    h(
      "p",
      null,
      h("a", { class: "button quiet", href: `${PATH}/${batch.id}/report.csv`, download: "" }, icon("save"), t("batch.report")),
    ),
    h(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-labelledby": "faults-title" },
      h(
        "table",
        { class: "table faults" },
        h("caption", { class: "only-read" }, t("batch.wrong", { n: list.length })),
        h("thead", null, h("tr", null, heads.map((key) => h("th", { scope: "col" }, t(`batch.${key}`))))),
        h(
          "tbody",
          null,
          list.slice(0, SHOWN).map((fault) =>
            h(
              "tr",
              null,
              cell("line", String(fault.line), "nowrap"),
              cell("column", fault.column || t("batch.whole-line"), "nowrap"),
              cell("given", fault.value, "given"),
              cell("what", fault.message),
            ),
          ),
        ),
      ),
    ),
    list.length > SHOWN && h("p", { class: "soft" }, t("batch.more", { n: list.length - SHOWN })),
  );
}

// ── check ──

function check() {
  const { lines } = batch;
  const columns = ["number", "name", "nameKana", "nameLatin", "postalCode", "address"];
  const heads = { number: "employer-number", name: "employer-name", nameKana: "employer-kana", nameLatin: "employer-latin" };
  const label = (key) => t(`form.label.${heads[key] ?? key}`);
  const button = h("button", { type: "button", class: "button", id: "register" }, t("batch.register", { n: lines.length }));
  button.onclick = () => whileBusy(button, register);
  return [
    h(
      "section",
      { class: "card", "data-key": "check" },
      h("h2", { id: "check-title" }, t("batch.right", { n: lines.length })),
      h("p", null, t("batch.right-text", { file: batch.fileName })),
      h(
        "div",
        { class: "table-frame", tabindex: "0", role: "region", "aria-labelledby": "check-title" },
        h(
          "table",
          { class: "table lines" },
          h("caption", { class: "only-read" }, t("batch.step-check")),
          h("thead", null, h("tr", null, columns.map((key) => h("th", { scope: "col" }, label(key))))),
          h(
            "tbody",
            null,
            lines
              .slice(0, SHOWN)
              .map((line) =>
                h(
                  "tr",
                  null,
                  columns.map((key) =>
                    h("td", { "data-label": label(key), class: CLASSES[key] }, cellOf(key, line[key])),
                  ),
                ),
              ),
          ),
        ),
      ),
      lines.length > SHOWN && h("p", { class: "soft" }, t("batch.more", { n: lines.length - SHOWN })),
      h("p", null, t("batch.takes", { n: lines.length })),
      h("div", { id: "refused" }),
    ),
    h(
      "div",
      { class: "end" },
      h("button", { type: "button", class: "button quiet", onClick: again }, t("batch.another")),
      button,
    ),
  ];
}

function cellOf(key, value) {
  return key === "postalCode" ? postal(value) : (value ?? t("batch.drawn"));
}

function again() {
  batch = null;
  draw();
  focusOn($("#file"));
}

async function register() {
  try {
    letters = await api.letter(`${PATH}/${batch.id}/registration`);
    draw();
    focusOn($("#letter"));
  } catch (problem) {
    $("#refused").replaceChildren(h("div", { role: "alert" }, message("fail", h("p", null, problem.message))));
    focusOn($("#refused"));
  }
}

// ── done ──

function done() {
  return [
    h("section", { class: "card", "data-key": "done" }, letterCard(letters, batch.lines.length)),
    h("div", { class: "end" }, h("a", { class: "button quiet", href: "/staff/employers" }, t("employers.back"))),
  ];
}
