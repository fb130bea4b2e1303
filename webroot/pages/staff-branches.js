// Every branch at a glance, for head office and auditors; each leads to its dashboard (STAFF-3). Live: whatever changes
// anywhere makes the lines be asked for anew.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, $$, h, render } from "/lib/dom.js";
import { duration, lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { watchQueue } from "/lib/queue.js";

const AT_MOST_EVERY_MS = 2000;
const TROUBLES = ["failing", "overdue", "refused"];
const NUMBERS = ["open", "toConclude", "concluded"];
let waits = 0;
let drawn = false;
openPage("branches.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
watchQueue(line, session.staff, soon);
await load();
setInterval(tick, 1000);

function soon() {
  waits ||= setTimeout(() => {
    waits = 0;
    load();
  }, AT_MOST_EVERY_MS);
}

async function load() {
  try {
    draw((await api.get("/api/staff/branches")).items);
    drawn = true;
  } catch (problem) {
    if (!drawn) showFailure("branches.title", problem);
  }
}

/** What needs somebody first, then by code. */
function draw(items) {
  const troubles = (day) => TROUBLES.reduce((sum, key) => sum + day[key], 0);
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t("branches.title")),
    h(
      "div",
      { class: "table-frame" },
      h(
        "table",
        { class: "table branches" },
        h("caption", { class: "only-read" }, t("branches.title")),
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            ["branch", ...TROUBLES, ...NUMBERS, "oldest"].map((key) => h("th", { scope: "col" }, t(`branches.${key}`))),
          ),
        ),
        h("tbody", null, items.toSorted((a, b) => troubles(b) - troubles(a)).map(row)),
      ),
    ),
  );
  tick();
}

function row(day) {
  const { branch } = day;
  const cell = (key, content, cls) => h("td", { "data-label": t(`branches.${key}`), class: cls }, content);
  return h(
    "tr",
    { "data-key": branch.id },
    cell(
      "branch",
      h("a", { class: "cover", href: `/staff?branch=${branch.id}` }, lang === "ja" ? branch.name : branch.nameLatin),
      "lead",
    ),
    TROUBLES.map((key) => cell(key, day[key] ? h("b", { class: "needs" }, `！${day[key]}`) : "0", "number")),
    NUMBERS.map((key) => cell(key, String(day[key]), "number")),
    cell("oldest", day.oldestSince ? h("span", { "data-since": day.oldestSince }) : t("branches.none"), "nowrap"),
  );
}

function tick() {
  for (const node of $$("[data-since]"))
    node.textContent = duration((Date.now() - Date.parse(node.dataset.since)) / 1000);
}
