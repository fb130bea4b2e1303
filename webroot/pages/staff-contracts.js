// The branch's contracts, by state.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { stateChip } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { date, money, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";

const SIZE = 20;
const STATES = ["open", "signing", "signed", "concluding", "in-force", "refused", "withdrawn", "ended"];
openPage("staff-contracts.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
line.subscribe(`branch:${session.staff.branch.id}`, { event: () => load() });
addEventListener("popstate", () => load());
await load();

function wanted() {
  const q = new URLSearchParams(location.search);
  return { state: q.get("state") ?? "", page: Number(q.get("page")) || 1 };
}

async function load() {
  const { state, page } = wanted();
  try {
    draw(await api.get(`/api/staff/contracts?${new URLSearchParams({ ...(state && { state }), page, size: SIZE })}`));
  } catch (problem) {
    showFailure("staff-contracts.title", problem);
  }
}

function go(changes) {
  history.pushState(null, "", `?${new URLSearchParams({ ...wanted(), ...changes })}`);
  load();
}

function draw({ total, items }) {
  $("#page").removeAttribute("aria-busy");
  const { state, page } = wanted();
  render(
    $("#page"),
    h(
      "header",
      { class: "row apart" },
      h("h1", null, t("staff-contracts.title")),
      h(
        "div",
        { class: "row" },
        h(
          "label",
          { class: "row" },
          h("span", null, t("contract.progress")),
          h(
            "select",
            { id: "state", onChange: (e) => go({ state: e.target.value, page: 1 }) },
            h("option", { value: "", selected: !state }, t("staff-contracts.all")),
            STATES.map((s) => h("option", { value: s, selected: s === state }, t(`state.${s}`))),
          ),
        ),
        session.staff.role !== "auditor" &&
          h("a", { class: "button", href: "/staff/contracts/new" }, t("menu.staff-new")),
      ),
    ),
    items.length
      ? [table(items), pager({ total, size: SIZE, page, go: (n) => go({ page: n }) })]
      : h("div", { class: "card empty" }, h("p", null, t("staff-contracts.none"))),
  );
}

function table(items) {
  const head = (key, cls) => h("th", { scope: "col", class: cls }, t(key));
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t("staff-contracts.title")),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          head("contract.applied"),
          head("contract.number"),
          head("contract.summary"),
          head("staff-contracts.party"),
          head("contract.amount", "number"),
          head("staff-contracts.signed"),
          head("contract.progress"),
        ),
      ),
      h("tbody", null, items.map(row)),
    ),
  );
}

function row(c) {
  const cell = (label, content, cls) => h("td", { "data-label": t(label), class: cls }, content);
  return h(
    "tr",
    { "data-key": c.id },
    cell("contract.applied", h("time", { datetime: c.appliedOn }, date(c.appliedOn))),
    cell("contract.number", h("span", { class: "small nowrap" }, c.number)),
    cell("contract.summary", h("a", { class: "cover", href: `/staff/contracts/${c.id}` }, c.summary), "lead"),
    cell("staff-contracts.party", c.organization, "whole"),
    cell("contract.amount", money(c.amount), "number"),
    cell("staff-contracts.signed", t("staff-contracts.of", { n: c.signed, of: c.seats })),
    cell("contract.progress", stateChip(c.state, c.outcome)),
  );
}
