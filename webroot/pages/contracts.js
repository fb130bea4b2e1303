// The three lists 「署名が必要な契約」「現在有効な契約」「終了した契約」 (CONTRACT-1): searched, sorted and paged by the address.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { signingChip, standingOf, stateChip } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { date, money, shortDate, t } from "/lib/i18n.js";
import { SIZE, all, finder, foundLine, head, parameters, tell, wanted } from "/lib/ledger.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";

const list = location.pathname.split("/").pop();
let shown = null;
openPage(`menu.${list}`);
$("app-nav").setAttribute("current", list);
$("app-nav").counts = {};
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
line.subscribe("notices", { event: () => load() });
addEventListener("popstate", () => load(true));
await load();

function find(changes) {
  return api.get(`/api/contracts?${parameters({ list, size: SIZE, ...wanted(), ...changes })}`);
}

async function load(anew = false) {
  try {
    shown = await find();
    draw(shown.items);
    if (anew) $("#search").reset(); // what the address says, not what was typed and never sent
  } catch (problem) {
    if (!tell(problem)) showFailure(`menu.${list}`, problem);
  }
}

async function go(changes) {
  history.pushState(null, "", `?${parameters({ ...wanted(), ...changes })}`);
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
  const values = wanted();
  const { total, more } = shown;
  const page = $("#page");
  page.removeAttribute("aria-busy");
  render(
    page,
    h(
      "header",
      null,
      h("h1", null, t(`menu.${list}`)),
      h("p", { class: "soft no-print" }, t(`contracts.about-${list}`)),
      list === "in-force" && h("p", { class: "soft no-print" }, t("contracts.drawdown")),
    ),
    finder({ values, go }),
    foundLine({
      values,
      total,
      more,
      csv: `/api/contracts.csv?${parameters({ ...values, list, page: "" })}`,
      print,
      also: [session.user.organization.name],
    }),
    items.length
      ? [table(items), pager({ total, size: SIZE, page: Number(values.page), go: (n) => go({ page: n }) })]
      : h("div", { class: "card empty" }, h("p", null, nothing(values))),
  );
}

function nothing(values) {
  const searched = [...parameters({ ...values, sort: "", order: "", page: "" })].length > 0;
  return searched ? t("finder.none") : t(`contracts.none-${list}`);
}

function table(items) {
  const values = wanted();
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
          head(values, go, "contract.applied", "applied"),
          head(values, go, "contract.summary"),
          head(values, go, "contract.amount", "amount", "number"),
          head(values, go, "contract.planned", "planned"),
          head(values, go, "contract.standing"),
          head(values, go, "contract.signing-status"),
          head(values, go, "contract.progress"),
          head(values, go, "contract.officer"),
        ),
      ),
      h("tbody", null, items.map(row)),
    ),
  );
}

function row(c) {
  const open = list === "to-sign" && c.mine && ["unsigned", "signing"].includes(c.signingStatus);
  const cell = (label, content, cls) => h("td", { "data-label": t(label), class: cls }, content);
  return h(
    "tr",
    { "data-key": `${c.id}.${c.standing}.${c.capacity}` },
    cell("contract.applied", h("time", { datetime: c.appliedOn }, shortDate(c.appliedOn))),
    cell(
      "contract.summary",
      h("a", { class: "cover", href: `/contracts/${c.id}${open ? "/sign" : ""}` }, c.summary),
      "lead",
    ),
    cell("contract.amount", money(c.amount), "number"),
    cell("contract.planned", h("time", { datetime: c.plannedOn }, shortDate(c.plannedOn))),
    cell("contract.standing", standingOf(c)),
    cell("contract.signing-status", [
      signingChip(c.signingStatus),
      open && c.signBy && h("small", null, t("finder.sign-by", { date: shortDate(c.signBy) })),
    ]),
    cell("contract.progress", [
      stateChip(c.progress, c.outcome),
      c.keptUntil && h("small", null, t("contracts.kept", { until: date(c.keptUntil) })),
    ]),
    cell(
      "contract.officer",
      [h("span", { class: "nowrap" }, c.officer.branch), " ", h("span", { class: "nowrap" }, c.officer.name)],
      "whole",
    ),
  );
}
