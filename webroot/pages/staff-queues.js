// 「待ち」: all that waits for the branch's staff, by kind, the longest first, live (STAFF-2).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { duration, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { watchQueue } from "/lib/queue.js";
import { applicationRow, blockedRow, checkRow, contractRow, resetRow, revocationRow } from "/pages/staff/queue-rows.js";

/** Where a signature is made, much happens in a second; nobody reads faster than this. */
const AT_MOST_EVERY_MS = 1000;
const SHOWN = 10;
/** Revocations have no page of their own. */
const MOST = 100;
const MORE = {
  applications: "/staff/applications",
  documents: "/staff/identity",
  meetings: "/staff/identity",
  toConclude: "/staff/contracts?state=signed",
  overdue: "/staff/contracts?overdue=true",
  refused: "/staff/contracts?state=refused",
  blockedMasters: "/staff/employers",
};
let waits = 0;
let known = null;
openPage("queues.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
watchQueue(line, session.staff, soon);
await load();
setInterval(tick, 10_000);

function soon() {
  waits ||= setTimeout(() => {
    waits = 0;
    load();
  }, AT_MOST_EVERY_MS);
}

async function load() {
  try {
    const [queues, applications, checks, revocations, resets] = await Promise.all([
      api.get("/api/staff/queues"),
      api.get("/api/staff/applications?state=submitted"),
      api.get("/api/staff/identity-checks"),
      api.get("/api/staff/revocations"),
      api.get("/api/staff/employer-resets"),
    ]);
    known = {
      ...queues,
      applications: applications.items,
      checks: checks.items,
      revocations: revocations.items,
      resets: resets.items,
    };
    draw();
  } catch (problem) {
    if (!known) showFailure("queues.title", problem);
  }
}

function draw() {
  const { counts, applications, checks, toConclude, overdue, refused, revocations, blockedMasters, resets } = known;
  const me = session.staff;
  const of = (state) => checks.filter((check) => check.state === state).map((check) => checkRow(check));
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t("queues.title")),
    Object.values(counts).every((count) => count === 0) && h("div", { class: "card empty" }, h("p", null, t("queues.none"))),
    queue("toConclude", counts, toConclude.map((c) => contractRow(c, me))),
    queue("overdue", counts, overdue.map((c) => contractRow(c, me))),
    queue("refused", counts, refused.map((c) => contractRow(c, me))),
    queue("revocations", counts, revocations.map((r) => revocationRow(r, me, load)), MOST),
    queue("resets", counts, resets.map((r) => resetRow(r, me)), MOST),
    queue("blockedMasters", counts, blockedMasters.map((b) => blockedRow(b, me))),
    queue("applications", counts, applications.map((a) => applicationRow(a, me))),
    queue("documents", counts, of("under-review")),
    queue("meetings", counts, of("meeting-due")),
  );
  tick();
  if (location.hash && !draw.led) $(location.hash)?.scrollIntoView();
  draw.led = true;
}

function queue(kind, counts, rows, shown = SHOWN) {
  const count = counts[kind];
  if (!count) return null;
  return h(
    "section",
    { class: "lane queue", id: kind, "data-key": kind, "aria-labelledby": `queue-${kind}` },
    h("h2", { id: `queue-${kind}` }, t(`queue.${kind}`), h("span", { class: "count" }, String(count))),
    h("ul", null, rows.slice(0, shown)),
    MORE[kind] && count > Math.min(rows.length, shown) && h("p", null, h("a", { href: MORE[kind] }, t("queues.all", { n: count }))),
  );
}

function tick() {
  for (const node of document.querySelectorAll("[data-since]"))
    node.textContent = duration((Date.now() - Date.parse(node.dataset.since)) / 1000);
}
