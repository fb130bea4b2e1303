// The branch's customers, found by a name, an address or a MyPageID.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { pager } from "/lib/pager.js";

const TITLE = "organizations.title";
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
    draw(await api.get(`/api/staff/organizations?${new URLSearchParams(wanted())}`));
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
    h(
      "form",
      { class: "row", role: "search", onSubmit: find },
      h("label", { for: "q" }, t("organizations.find")),
      h("input", { id: "q", type: "search", maxlength: 100, value: q, class: "find" }),
      h("button", { class: "button" }, t("organizations.search")),
    ),
    h("p", { class: "soft", role: "status" }, t("organizations.found", { n: total })),
    items.length
      ? [table(items), pager({ total, size, page, go: (n) => go({ page: n }) })]
      : h("div", { class: "card empty" }, h("p", null, t("organizations.none"))),
  );
}

function table(items) {
  const heads = ["name", "kind", "telephone", "users", "branch"];
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t(TITLE)),
      h("thead", null, h("tr", null, heads.map((key) => h("th", { scope: "col" }, t(`organizations.${key}`))))),
      h("tbody", null, items.map(row)),
    ),
  );
}

function row(o) {
  const cell = (key, content, cls) => h("td", { "data-label": t(`organizations.${key}`), class: cls }, content);
  return h(
    "tr",
    { "data-key": o.id },
    cell(
      "name",
      [
        h("a", { class: "cover", href: `/staff/organizations/${o.id}` }, o.name),
        h("small", { class: "soft" }, `　${o.nameKana}`),
      ],
      "lead",
    ),
    cell("kind", t(`form.option.kind.${o.kind}`), "nowrap"),
    cell("telephone", o.telephone, "nowrap"),
    cell("users", t("organizations.count", { n: o.users }), "nowrap"),
    cell("branch", lang === "ja" ? o.branch : o.branchLatin),
  );
}
