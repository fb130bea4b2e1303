// Identity documents and meetings that wait for the branch, the longest first, live (STAFF-2).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { chip } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { dateTime, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";
import { watchQueue } from "/lib/queue.js";

openPage("checks.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
watchQueue(line, session.staff, () => load());
addEventListener("popstate", () => load());
await load();

async function load() {
  const page = Number(new URLSearchParams(location.search).get("page")) || 1;
  try {
    draw(await api.get(`/api/staff/identity-checks?page=${page}`));
  } catch (problem) {
    showFailure("checks.title", problem);
  }
}

function go(page) {
  history.pushState(null, "", `?page=${page}`);
  load();
}

function draw({ total, size, page, items }) {
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t("checks.title")),
    items.length
      ? [table(items), pager({ total, size, page, go })]
      : h("div", { class: "card empty" }, h("p", null, t("checks.none"))),
  );
}

function table(items) {
  const heads = ["since", "person", "organization", "reason", "state"];
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t("checks.title")),
      h("thead", null, h("tr", null, heads.map((key) => h("th", { scope: "col" }, t(`checks.${key}`))))),
      h("tbody", null, items.map(row)),
    ),
  );
}

function row(check) {
  const cell = (key, content, cls) => h("td", { "data-label": t(`checks.${key}`), class: cls }, content);
  return h(
    "tr",
    { "data-key": check.id },
    cell("since", h("time", { datetime: check.since }, dateTime(check.since))),
    cell("person", h("a", { class: "cover", href: `/staff/identity/${check.id}` }, check.name), "lead"),
    cell("organization", check.organization),
    cell("reason", t(`checks.reason-${check.reason}`)),
    cell("state", chip("todo", t(`checks.state-${check.state}`))),
  );
}
