// The branch's employers 事業主, found by number or name (EMP-5).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { number, userState } from "/lib/employer-parts.js";
import { lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";

const TITLE = "employers.title";
openPage(TITLE);
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
addEventListener("popstate", () => load());
await load();

function wanted() {
  const q = new URLSearchParams(location.search);
  return { q: q.get("q") ?? "", page: Number(q.get("page")) || 1 };
}

async function load() {
  try {
    draw(await api.get(`/api/staff/employers?${new URLSearchParams(wanted())}`));
  } catch (problem) {
    showFailure(TITLE, problem);
  }
}

function go(changes) {
  history.pushState(null, "", `?${new URLSearchParams({ ...wanted(), ...changes })}`);
  load();
}

function draw({ total, size, items }) {
  $("#page").removeAttribute("aria-busy");
  const { q, page } = wanted();
  const find = (e) => {
    e.preventDefault();
    go({ q: $("#q").value.trim(), page: 1 });
  };
  render(
    $("#page"),
    h("h1", null, t(TITLE)),
    session.staff.role !== "auditor" &&
      h(
        "p",
        { class: "row" },
        h("a", { class: "button", href: "/staff/employers/new" }, t("employers.new")),
        h("a", { class: "button quiet", href: "/staff/employers/batch" }, t("employers.batch")),
      ),
    h(
      "form",
      { class: "row", role: "search", onSubmit: find },
      h("label", { for: "q" }, t("employers.find")),
      h("input", { id: "q", type: "search", maxlength: 100, value: q, class: "find" }),
      h("button", { class: "button quiet" }, t("organizations.search")),
    ),
    h("p", { class: "soft", role: "status" }, t("organizations.found", { n: total })),
    items.length
      ? [table(items), pager({ total, size, page, go: (n) => go({ page: n }) })]
      : h("div", { class: "card empty" }, h("p", null, t("employers.none"))),
  );
}

function table(items) {
  const heads = ["name", "number", "master", "users", "branch"];
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t(TITLE)),
      h("thead", null, h("tr", null, heads.map((key) => h("th", { scope: "col" }, t(`employers.${key}`))))),
      h("tbody", null, items.map(row)),
    ),
  );
}

function row(e) {
  const cell = (key, content, cls) => h("td", { "data-label": t(`employers.${key}`), class: cls }, content);
  return h(
    "tr",
    { "data-key": e.id },
    cell(
      "name",
      [h("a", { class: "cover", href: `/staff/employers/${e.id}` }, e.name), h("small", { class: "soft" }, `　${e.nameKana}`)],
      "lead",
    ),
    cell("number", number(e.number), "nowrap"),
    cell("master", userState(e.master)),
    cell("users", t("organizations.count", { n: e.users }), "nowrap"),
    cell("branch", lang === "ja" ? e.branch : e.branchLatin),
  );
}
