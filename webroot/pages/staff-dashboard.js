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
import { totals, uploads, waiting } from "/pages/staff/day.js";
import { GROUPS, groupOf, rowOf } from "/pages/staff/rows.js";
import { chooseWall, turnPages } from "/pages/staff/walls.js";

/** What time alone changes: deadlines that pass, yesterday that is over. */
const ANEW_MS = 5 * 60_000;
const TOKYO_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" });
const query = new URLSearchParams(location.search);
const wall = query.has("wall");
document.documentElement.classList.toggle("wall", wall);
openPage("dashboard.title");
/** A screen on a wall is nobody's session; without one `?wall` is a look at what it would show. */
const screen = wall ? await api.get("/api/staff/wall", { anonymous: true }).catch(() => null) : null;
const session = screen ? { staff: { branch: screen.branch, role: "wall" } } : await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = wall ? null : session;
$("app-header").line = line;
const branches = session.staff.branches ?? [session.staff.branch];
const branch = branches.find((b) => b.id === query.get("branch")) ?? session.staff.branch;
const acting =
  wall || session.staff.role === "auditor" ? null : { me: session.staff.id, changed: (row, words) => taken(row, words) };
const still = matchMedia("(prefers-reduced-motion: reduce)");
let dashboard = null;
let skew = 0;
let said = "";
let day = "";
let heard = 0;

line.subscribe(`branch:${branch.id}`, {
  snapshot: (data, frame) => {
    skew = Date.parse(frame.at) - Date.now();
    show(data);
  },
  event: ({ row, removed, ...others }) => {
    heard++;
    show({ ...dashboard, ...others, rows: row || removed ? put(row, removed) : dashboard.rows });
    if (row) mark(row.id);
  },
  denied: () => render($("#page"), message("fail", h("p", null, t(screen ? "wall.off" : "dashboard.denied")))),
});
await load((first) => dashboard ?? first);
setInterval(tick, 1000);
setInterval(() => load(), ANEW_MS);
if (wall) turnPages();

async function load(choose = (fresh) => fresh) {
  const before = heard;
  try {
    const fresh = choose(await api.get(`/api/staff/dashboard?branch=${branch.id}`));
    if (before === heard) show(fresh); // what came over the line meanwhile is newer
  } catch (problem) {
    if (!dashboard) showFailure("dashboard.title", problem);
  }
}

function put(row, removed) {
  const rows = dashboard.rows.filter((r) => r.id !== (row?.id ?? removed));
  return row ? [row, ...rows] : rows;
}

function show(fresh) {
  dashboard = fresh;
  day = TOKYO_DAY.format(now());
  draw();
}

function taken(row, words) {
  said = words;
  show({ ...dashboard, rows: put(row) });
}

/** As the server counts it. */
function now() {
  return new Date(Date.now() + skew);
}

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
          branches.length > 1 && [h("a", { href: "/staff/branches" }, t("branches.title")), chooser()],
          h("button", { type: "button", class: "button quiet small", onClick: () => chooseWall(branch, acting) }, t("dashboard.wall")),
        ),
    ),
    totals(dashboard.totals, branch.id, wall, now()),
    h("div", { class: "only-read", role: "status", "data-key": "said" }, said),
    group("attention", groups.get("attention") ?? []),
    group("active", groups.get("active") ?? [], true),
    uploads(dashboard.uploads),
    waiting(dashboard.waiting, wall),
    GROUPS.slice(2).map((g) => group(g, groups.get(g) ?? [])),
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

function group(key, rows, always = false) {
  if (!rows.length && !always) return null;
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
          inOrder.map((row) => rowOf(row, wall, acting)),
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
  if (day !== TOKYO_DAY.format(now())) {
    day = TOKYO_DAY.format(now()); // a new day: its totals begin at nought
    load();
  }
  for (const node of $$("[data-since]"))
    node.textContent = duration((Date.now() + skew - Date.parse(node.dataset.since)) / 1000);
}
