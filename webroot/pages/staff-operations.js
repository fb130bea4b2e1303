// The operators' page (OPS-5): what needs somebody first, then what is done, the queues with what is in trouble, the nodes
// and the servers behind. Live; where the line is silent it asks by itself, and says from when is what one sees.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, $$, focusOn, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { duration, size, t, time } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { askWhy } from "/pages/staff/operations-acts.js";
import { checks } from "/pages/staff/operations-checks.js";
import { attention, nodes } from "/pages/staff/operations-nodes.js";
import { queues, troubled } from "/pages/staff/operations-queues.js";

/** Every node is heard every 5 s; when nothing came for so long, the page asks. */
const SILENCE_MS = 12_000;
const DONE = ["logins", "signatures", "conclusions", "certificates"];
openPage("operations.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
const acts = session.staff.role === "head-office" ? (queue, item, act) => handle(queue, item, act) : null;
let known = null;
let skew = 0;
let heard = 0;
let told = null;
let stale = false;
line.subscribe("operations", {
  snapshot: show,
  event: show,
  denied: () => render($("#page"), h("h1", null, t("operations.title")), message("fail", h("p", null, t("operations.denied")))),
});
await load();
setInterval(tick, 1000);
setInterval(() => Date.now() - heard > SILENCE_MS && load(), 4000);

async function load() {
  const before = heard;
  try {
    const fresh = await api.get("/api/staff/operations");
    if (before === heard || !known) show(fresh);
  } catch (problem) {
    if (!known) return showFailure("operations.title", problem);
    stale = true;
    draw();
  }
}

function show(fresh) {
  if (known && fresh.at < known.at) return; // asked for before, answered later
  known = fresh;
  stale = false;
  heard = Date.now();
  skew = Date.parse(fresh.at) - heard;
  draw();
}

function draw() {
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t("operations.title")),
    h("div", { id: "told", role: "status" }, told),
    h("div", { id: "stale", role: "status" }, stale && message("wait", h("p", null, t("operations.stale", { time: time(known.at, true) })))),
    attention(known),
    h(
      "section",
      { class: "stack", "aria-labelledby": "done" },
      h("h2", { id: "done" }, t("operations.done", { n: known.throughput.minutes })),
      h(
        "dl",
        { class: "totals" },
        DONE.map((key) => h("div", null, h("dt", null, t(`operations.${key}`)), h("dd", null, String(known.throughput[key])))),
      ),
    ),
    queues(known.queues),
    known.queues.map((queue) => troubled(queue, acts)),
    nodes(known),
    checks(known.nodes),
    database(known.database),
  );
  tick();
}

function database({ version, sizeBytes, connections, maxConnections, standbys }) {
  const fact = (key, words) => h("div", null, h("dt", null, t(`operations.${key}`)), h("dd", null, words));
  return h(
    "section",
    { class: "stack", "aria-labelledby": "database" },
    h("h2", { id: "database" }, t("operations.database")),
    h(
      "dl",
      { class: "facts card" },
      fact("version", version),
      fact("size", size(sizeBytes)),
      fact("connections", t("operations.of", { n: connections, of: maxConnections })),
      fact("standbys", standbys ? String(standbys) : t("operations.no-standby")),
    ),
  );
}

async function handle(queue, item, act) {
  const done = await askWhy(queue, item, act);
  if (!done) return;
  told = message("ok", h("p", null, t(`operations.told-${act}`, { what: done })));
  draw();
  await load();
  focusOn($("#told"));
}

function tick() {
  for (const node of $$("[data-since]"))
    node.textContent = duration((Date.now() + skew - Date.parse(node.dataset.since)) / 1000);
  for (const node of $$("[data-due]")) {
    const seconds = (Date.parse(node.dataset.due) - Date.now() - skew) / 1000;
    node.textContent = seconds > 0 ? t("operations.in", { time: duration(seconds) }) : t("operations.due");
  }
}
