// The branch's day, live (STAFF-3): what needs somebody first, then what is being signed, what is to be concluded, what
// waits. `?wall` is the same for a wall: no controls, twice as large.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, $$, h, render } from "/lib/dom.js";
import { duration, lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { message } from "/lib/forms.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { GROUPS, groupOf, rowOf } from "/pages/staff/rows.js";

/** Nobody touches a wall: the page itself keeps the session from going idle. */
const WALL_STAYS_MS = 5 * 60_000;
const query = new URLSearchParams(location.search);
const wall = query.has("wall");
document.documentElement.classList.toggle("wall", wall);
openPage("dashboard.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = wall ? null : session;
$("app-header").line = line;
const branches = session.staff.branches ?? [session.staff.branch];
const branch = branches.find((b) => b.id === query.get("branch")) ?? session.staff.branch;
const still = matchMedia("(prefers-reduced-motion: reduce)");
let dashboard = null;
let skew = 0;

line.subscribe(`branch:${branch.id}`, {
  snapshot: (data, frame) => {
    skew = Date.parse(frame.at) - Date.now();
    dashboard = data;
    draw();
  },
  event: ({ row, removed, totals }) => {
    const rows = dashboard.rows.filter((r) => r.id !== (row?.id ?? removed));
    dashboard = { ...dashboard, rows: row ? [row, ...rows] : rows, totals: totals ?? dashboard.totals };
    draw();
    if (row) mark(row.id);
  },
  denied: () => render($("#page"), message("fail", h("p", null, t("dashboard.denied")))),
});
try {
  const first = await api.get(`/api/staff/dashboard?branch=${branch.id}`);
  dashboard ??= first;
  draw();
} catch (problem) {
  showFailure("dashboard.title", problem);
}
setInterval(tick, 1000);
if (wall) setInterval(() => api.get("/api/staff/session").catch(() => {}), WALL_STAYS_MS);

function name(b) {
  return lang === "ja" ? b.name : b.nameLatin;
}

function draw() {
  const page = $("#page");
  page.removeAttribute("aria-busy");
  const groups = Map.groupBy(dashboard.rows, groupOf);
  render(
    page,
    h(
      "header",
      { class: "row apart day-head" },
      h("h1", null, name(branch), h("span", { class: "only-read" }, t("dashboard.title"))),
      !wall &&
        h(
          "div",
          { class: "row" },
          branches.length > 1 && chooser(),
          h("a", { class: "button quiet small", href: `?wall&branch=${branch.id}` }, t("dashboard.wall")),
        ),
    ),
    totals(),
    GROUPS.filter((g) => g === "active" || groups.has(g)).map((g) => group(g, groups.get(g) ?? [])),
  );
  tick();
}

function chooser() {
  return h(
    "label",
    { class: "chooser" },
    h("span", { class: "only-read" }, t("dashboard.branch")),
    h(
      "select",
      { onChange: (e) => location.assign(`?branch=${e.target.value}`) },
      branches.map((b) => h("option", { value: b.id, selected: b.id === branch.id }, name(b))),
    ),
  );
}

function totals() {
  const { sent, signed, concluded, attention, oldestUnfinishedSeconds } = dashboard.totals;
  const one = (label, value, cls) => h("div", { class: cls }, h("dt", null, t(label)), h("dd", null, value));
  return h(
    "dl",
    { class: "totals", "aria-label": t("dashboard.today") },
    one("dashboard.sent", String(sent)),
    one("dashboard.signed", String(signed)),
    one("dashboard.concluded", String(concluded)),
    one("dashboard.attention", String(attention), attention > 0 && "alarm"),
    oldestUnfinishedSeconds !== null && one("dashboard.oldest", duration(oldestUnfinishedSeconds), "long"),
  );
}

function group(key, rows) {
  const inOrder = rows.toSorted((a, b) =>
    key === "done" ? b.since.localeCompare(a.since) : a.since.localeCompare(b.since),
  );
  return h(
    "section",
    { class: `lane ${key}`, "data-key": key, "aria-labelledby": `lane-${key}` },
    h("h2", { id: `lane-${key}` }, t(`dashboard.lane-${key}`), h("span", { class: "count" }, String(rows.length))),
    rows.length
      ? h(
          "ul",
          null,
          inOrder.map((row) => rowOf(row, wall)),
        )
      : h("p", { class: "soft nobody" }, t("dashboard.nobody")),
  );
}

/** What somebody else has just done, marked gently. */
function mark(id) {
  if (still.matches) return;
  const node = $(`.lane li[data-key="${CSS.escape(id)}"]`);
  const tint = getComputedStyle(document.documentElement).getPropertyValue("--link-tint");
  node?.animate([{ backgroundColor: tint }, { backgroundColor: "transparent" }], {
    duration: 1800,
    easing: "ease-out",
  });
}

function tick() {
  for (const node of $$("[data-since]"))
    node.textContent = duration((Date.now() + skew - Date.parse(node.dataset.since)) / 1000);
}
