// The three lists 「署名が必要な契約」「現在有効な契約」「終了した契約」 (CONTRACT-1), sorted and paged by the address.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { signingChip, standingOf, stateChip } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { date, money, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";

const list = location.pathname.split("/").pop();
const SIZE = 20;
openPage(`menu.${list}`);
$("app-nav").setAttribute("current", list);
$("app-nav").counts = {};
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
line.subscribe("notices", { event: () => load() });
addEventListener("popstate", () => load());
await load();

function wanted() {
  const q = new URLSearchParams(location.search);
  return { page: Number(q.get("page")) || 1, sort: q.get("sort") ?? "applied", order: q.get("order") ?? "desc" };
}

async function load(focus = false) {
  const { page, sort, order } = wanted();
  try {
    draw(await api.get(`/api/contracts?${new URLSearchParams({ list, page, size: SIZE, sort, order })}`));
  } catch (problem) {
    showFailure(`menu.${list}`, problem);
  }
  if (focus) focusOn($("h1"));
}

function go(changes) {
  history.pushState(null, "", `?${new URLSearchParams({ ...wanted(), ...changes })}`);
  load(true);
}

function draw({ total, items }) {
  const page = $("#page");
  page.removeAttribute("aria-busy");
  render(
    page,
    h("header", null, h("h1", null, t(`menu.${list}`)), h("p", { class: "soft" }, t(`contracts.about-${list}`))),
    items.length
      ? [table(items), pager({ total, size: SIZE, page: wanted().page, go: (n) => go({ page: n }) })]
      : h("div", { class: "card empty" }, h("p", null, t(`contracts.none-${list}`))),
  );
}

function table(items) {
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t(`menu.${list}`)),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          head("contract.applied", "applied"),
          head("contract.summary"),
          head("contract.amount", "amount", "number"),
          head("contract.planned", "planned"),
          head("contract.standing"),
          head("contract.signing-status"),
          head("contract.progress"),
          head("contract.officer"),
        ),
      ),
      h("tbody", null, items.map(row)),
    ),
  );
}

function head(name, sortBy, cls) {
  const { sort, order } = wanted();
  const active = sortBy && sort === sortBy;
  return h(
    "th",
    { scope: "col", class: cls, "aria-sort": active && (order === "asc" ? "ascending" : "descending") },
    sortBy
      ? h(
          "button",
          {
            type: "button",
            onClick: () => go({ sort: sortBy, order: active && order === "desc" ? "asc" : "desc", page: 1 }),
          },
          t(name),
          h("span", { "aria-hidden": "true" }, active ? (order === "asc" ? "▲" : "▼") : ""),
        )
      : t(name),
  );
}

function row(c) {
  const open = list === "to-sign" && c.mine && ["unsigned", "signing"].includes(c.signingStatus);
  const cell = (label, content, cls) => h("td", { "data-label": t(label), class: cls }, content);
  return h(
    "tr",
    { "data-key": `${c.id}.${c.standing}.${c.capacity}` },
    cell("contract.applied", h("time", { datetime: c.appliedOn }, date(c.appliedOn))),
    cell(
      "contract.summary",
      h("a", { class: "cover", href: `/contracts/${c.id}${open ? "/sign" : ""}` }, c.summary),
      "lead",
    ),
    cell("contract.amount", money(c.amount), "number"),
    cell("contract.planned", h("time", { datetime: c.plannedOn }, date(c.plannedOn))),
    cell("contract.standing", standingOf(c)),
    cell("contract.signing-status", signingChip(c.signingStatus)),
    cell("contract.progress", stateChip(c.progress, c.outcome)),
    cell(
      "contract.officer",
      [h("span", { class: "nowrap" }, c.officer.branch), " ", h("span", { class: "nowrap" }, c.officer.name)],
      "whole",
    ),
  );
}
