// The contracts of a branch or of all of them: searched, sorted and paged by the address.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { stateChip } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { field } from "/lib/forms.js";
import { lang, money, shortDate, t } from "/lib/i18n.js";
import { SIZE, all, finder, foundLine, head, parameters, tell, wanted } from "/lib/ledger.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";

const TITLE = "staff-contracts.title";
const STATES = [
  "open",
  "signing",
  "signed",
  "concluding",
  "in-force",
  "refused",
  "withdrawn",
  "ended",
  "repaid",
  "cancelled",
];
const OWN = ["state", "branch", "officer", "overdue"];
/** Not more often than that do changes elsewhere draw the list anew. */
const PAUSE_MS = 1000;
let shown = null;
let soon = 0;
openPage(TITLE);
const session = await needSession("staff");
const branches = session.staff.branches ?? [];
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
let officers = [];
line.subscribe(`branch:${session.staff.branch.id}`, { event: changed });
addEventListener("popstate", () => load(true));
await load();

function changed() {
  soon ||= setTimeout(() => {
    soon = 0;
    load();
  }, PAUSE_MS);
}

function find(changes) {
  return api.get(`/api/staff/contracts?${parameters({ size: SIZE, ...wanted(OWN), ...changes })}`);
}

async function load(anew = false) {
  try {
    const { branch } = wanted(OWN);
    const people = api.get(`/api/staff/officers?${parameters({ branch })}`);
    shown = await find();
    officers = (await people).items;
    draw(shown.items);
    if (anew) $("#search").reset(); // what the address says, not what was typed and never sent
  } catch (problem) {
    if (!tell(problem)) showFailure(TITLE, problem);
  }
}

async function go(changes) {
  history.pushState(null, "", `?${parameters({ ...wanted(OWN), ...changes })}`);
  await load(true);
  if (!$("#trouble").hasChildNodes()) focusOn($("#found"));
}

/** All that was found, on paper; afterwards the page stands as before. */
async function print() {
  draw(await all(find));
  window.print();
  draw(shown.items);
}

function draw(items) {
  $("#page").removeAttribute("aria-busy");
  const values = wanted(OWN);
  const { total, more } = shown;
  render(
    $("#page"),
    h(
      "header",
      { class: "row apart" },
      h("h1", null, t(TITLE)),
      session.staff.role !== "auditor" &&
        h("a", { class: "button no-print", href: "/staff/contracts/new" }, t("menu.staff-new")),
    ),
    finder({ values, go, more: OWN, own: own(values) }),
    foundLine({
      values,
      total,
      more,
      csv: `/api/staff/contracts.csv?${parameters({ ...values, page: "" })}`,
      print,
      also: [
        branchName(branches.find((b) => b.id === values.branch) ?? (branches.length ? null : session.staff.branch)),
        values.state && t(`state.${values.state}`),
        values.overdue && t("staff-contracts.overdue"),
        officers.find((o) => o.id === values.officer)?.name,
      ].filter(Boolean),
    }),
    items.length
      ? [table(items, values), pager({ total, more, size: SIZE, page: Number(values.page), go: (n) => go({ page: n }) })]
      : h("div", { class: "card empty" }, h("p", null, t("staff-contracts.none"))),
  );
}

function branchName(branch) {
  return branch && (lang === "ja" ? branch.name : branch.nameLatin);
}

/** What only staff choose from. */
function own(values) {
  const select = (id, options) =>
    h(
      "select",
      { id, name: id },
      h("option", { value: "", selected: !values[id] }, t("staff-contracts.all")),
      options.map(([value, text]) => h("option", { value, selected: value === values[id] }, text)),
    );
  return [
    field({ id: "state", label: t("contract.progress"), control: select("state", STATES.map((s) => [s, t(`state.${s}`)])) }),
    branches.length > 1 &&
      field({
        id: "branch",
        label: t("staff-contracts.branch"),
        control: select("branch", branches.map((b) => [b.id, branchName(b)])),
      }),
    field({
      id: "officer",
      label: t("contract.officer"),
      control: select("officer", officers.map((o) => [o.id, o.name])),
    }),
    h(
      "label",
      { class: "tick" },
      h("input", { type: "checkbox", id: "overdue", name: "overdue", value: "true", checked: values.overdue === "true" }),
      h("span", null, t("staff-contracts.overdue")),
    ),
  ];
}

function table(items, values) {
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t(TITLE)),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          head(values, go, "contract.applied", "applied"),
          head(values, go, "contract.summary"),
          head(values, go, "staff-contracts.party"),
          head(values, go, "contract.amount", "amount", "number"),
          head(values, go, "contract.planned", "planned"),
          head(values, go, "staff-contracts.signed"),
          head(values, go, "contract.progress"),
          head(values, go, "contract.officer"),
        ),
      ),
      h("tbody", null, items.map(row)),
    ),
  );
}

function row(c) {
  const cell = (label, content, cls) => h("td", { "data-label": t(label), class: cls }, content);
  const waits = c.state === "signing" && c.signBy;
  return h(
    "tr",
    { "data-key": c.id },
    cell("contract.applied", h("time", { datetime: c.appliedOn }, shortDate(c.appliedOn))),
    cell(
      "contract.summary",
      [h("a", { class: "cover", href: `/staff/contracts/${c.id}` }, c.summary), h("small", null, c.number)],
      "lead",
    ),
    cell("staff-contracts.party", c.organization, "whole"),
    cell("contract.amount", money(c.amount), "number"),
    cell("contract.planned", h("time", { datetime: c.plannedOn }, shortDate(c.plannedOn))),
    cell("staff-contracts.signed", [
      t("staff-contracts.of", { n: c.signed, of: c.seats }),
      waits &&
        h(
          "small",
          { class: c.overdue && "late" },
          t(c.overdue ? "finder.sign-by-over" : "finder.sign-by", { date: shortDate(c.signBy) }),
        ),
    ]),
    cell("contract.progress", stateChip(c.state, c.outcome)),
    cell(
      "contract.officer",
      [branches.length > 1 && h("small", null, branchName(c.branch)), h("span", { class: "nowrap" }, c.officer.name)],
      "whole",
    ),
  );
}
