// The branch's applications (STAFF-2, APP-6): those that wait longest first, live; those decided on below a choice.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { chip } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { dateTime, lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";
import { watchQueue } from "/lib/queue.js";

const STATES = ["submitted", "approved", "refused", "all"];
const CHIPS = { submitted: "todo", approved: "ok", refused: "fail" };
openPage("applications.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
watchQueue(line, session.staff, () => load());
addEventListener("popstate", () => load());
await load();

function wanted() {
  const q = new URLSearchParams(location.search);
  return { state: q.get("state") ?? "submitted", page: Number(q.get("page")) || 1 };
}

async function load() {
  try {
    draw(await api.get(`/api/staff/applications?${new URLSearchParams(wanted())}`));
  } catch (problem) {
    showFailure("applications.title", problem);
  }
}

function go(changes) {
  history.pushState(null, "", `?${new URLSearchParams({ ...wanted(), ...changes })}`);
  load();
}

function draw({ total, size, items }) {
  $("#page").removeAttribute("aria-busy");
  const { state, page } = wanted();
  render(
    $("#page"),
    h(
      "header",
      { class: "row apart" },
      h("h1", null, t("applications.title")),
      h(
        "label",
        { class: "row" },
        h("span", null, t("applications.state")),
        h(
          "select",
          { id: "state", onChange: (e) => go({ state: e.target.value, page: 1 }) },
          STATES.map((s) => h("option", { value: s, selected: s === state }, t(`applications.state-${s}`))),
        ),
      ),
    ),
    items.length
      ? [table(items), pager({ total, size, page, go: (n) => go({ page: n }) })]
      : h("div", { class: "card empty" }, h("p", null, t(`applications.none-${state}`))),
  );
}

function table(items) {
  const heads = ["received", "number", "name", "person", "kind", "identification", "state"];
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t("applications.title")),
      h("thead", null, h("tr", null, heads.map((key) => h("th", { scope: "col" }, t(`applications.${key}`))))),
      h("tbody", null, items.map(row)),
    ),
  );
}

function row(a) {
  const cell = (key, content, cls) => h("td", { "data-label": t(`applications.${key}`), class: cls }, content);
  const own = a.branch.code === session.staff.branch.code;
  const branch = lang === "ja" ? a.branch.name : a.branch.nameLatin;
  return h(
    "tr",
    { "data-key": a.id },
    cell("received", h("time", { datetime: a.submittedAt }, dateTime(a.submittedAt))),
    cell("number", h("span", { class: "small nowrap" }, a.number)),
    cell(
      "name",
      [
        h("a", { class: "cover", href: `/staff/applications/${a.id}` }, a.name ?? t("applications.erased")),
        !own && h("small", { class: "soft" }, `　${branch}`),
      ],
      "lead",
    ),
    cell("person", a.person ?? t("apply.nothing"), "nowrap"),
    cell("kind", t(`form.option.kind.${a.kind}`), "nowrap"),
    cell("identification", a.identification ? t(`form.option.identification.${a.identification}`) : t("apply.nothing")),
    cell("state", chip(CHIPS[a.state] ?? "", t(`applications.state-${a.state}`))),
  );
}
