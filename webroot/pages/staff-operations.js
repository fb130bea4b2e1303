// The operators' page (OPS-5): what needs somebody first, then the queues with what is in trouble, the nodes and the servers
// behind, what was done. Live; where the line is silent it asks by itself, and says from when is what one sees.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, $$, focusOn, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { duration, size, t, time } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { askWhy, askedBefore, forgetAsked } from "/pages/staff/operations-acts.js";
import { checks } from "/pages/staff/operations-checks.js";
import { attention, nodes } from "/pages/staff/operations-nodes.js";
import { queues, troubled } from "/pages/staff/operations-queues.js";

/** Every node is heard every 5 s; when nothing came for so long, the page asks, and later on says so. */
const SILENCE_MS = 12_000;
const STALE_MS = 20_000;
/** So long it is said what was done; the item says it for good. */
const TOLD_MS = 20_000;
const DONE = ["logins", "signatures", "conclusions", "certificates"];
openPage("operations.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
const acts = session.staff.role === "head-office" ? handle : null;
let known = null;
let skew = 0;
let heard = 0;
let told = null;
let toldAt = 0;
let asking = false;
line.subscribe("operations", {
  snapshot: show,
  event: show,
  denied: () => render($("#page"), h("h1", null, t("operations.title")), message("fail", h("p", null, t("operations.denied")))),
});
await load();
setInterval(tick, 1000);
setInterval(() => Date.now() - heard > SILENCE_MS && load(), 4000);
if (known) await goOn();

async function load() {
  if (asking) return;
  asking = true;
  const before = heard;
  try {
    const fresh = await api.get("/api/staff/operations");
    if (before === heard || !known) show(fresh);
  } catch (problem) {
    if (!known) showFailure("operations.title", problem);
  } finally {
    asking = false;
  }
}

function show(fresh) {
  if (known && Date.parse(fresh.at) < Date.parse(known.at)) return; // asked for before, answered later
  known = fresh;
  heard = Date.now();
  skew = Date.parse(fresh.at) - heard;
  draw();
}

/** Whoever was asked something when the page was left is asked again, with what was typed. */
async function goOn() {
  const asked = acts && askedBefore(session.staff.id);
  const queue = asked && known.queues.find(({ name }) => name === asked.queue);
  const item = queue?.items.find(({ id }) => id === asked.item);
  if (item?.open) await handle(queue, item, asked.act);
  else forgetAsked();
}

function draw() {
  const place = placeOfFocus();
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t("operations.title")),
    h("div", { id: "stale", role: "status" }),
    attention(known),
    queues(known.queues),
    known.queues.map((queue) => troubled(queue, acts, draw)),
    nodes(known),
    checks(known.nodes),
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
    database(known.database),
    h("div", { id: "told", role: "status" }, told),
  );
  tick();
  place?.();
}

/** Where an item goes while one is at it, one is led to the one that took its place, or to what is left. */
function placeOfFocus() {
  const at = document.activeElement;
  const item = at?.closest?.(".trouble-lane li");
  const lane = at?.closest?.(".trouble-lane")?.id;
  if (!lane) return null;
  const nth = item ? $$("li", $(`#${lane}`)).indexOf(item) : 0;
  return () => {
    if (document.activeElement !== document.body) return;
    const left = $$(`#${lane} li`);
    focusOn(left[Math.min(nth, left.length - 1)] ?? $("#queues"));
  };
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
  const rows = (place) => $$(`${place} li`);
  const lane = `#queue-${queue.name}`;
  const before = rows(lane).find((li) => li.dataset.key === item.id)?.closest(".group");
  const group = before && `.group[data-key="${before.dataset.key}"]`;
  const nth = group ? rows(group).findIndex((li) => li.dataset.key === item.id) : 0;
  const answer = await askWhy(session.staff.id, queue, item, act);
  if (answer) {
    tell(act, answer);
    await load();
  }
  if (!answer && document.activeElement !== document.body) return;
  // One who works off a list stays where one is: with the item, or with the one that took its place.
  const left = group ? rows(group) : [];
  const same = (li) => li.dataset.key === item.id;
  focusOn(left.find(same) ?? left[Math.min(nth, left.length - 1)] ?? rows(lane).find(same) ?? rows(lane)[0] ?? $("#queues"));
}

function tell(act, { what, done, problem }) {
  told = done
    ? message("ok", h("p", null, t(`operations.told-${act}`, { what })))
    : message("fail", h("p", null, t("operations.still-there", { what, why: problem.message })));
  toldAt = Date.now();
  draw();
}

function tick() {
  if (!known) return;
  tellStale();
  if (told && Date.now() - toldAt > TOLD_MS) {
    told = null;
    render($("#told"));
  }
  for (const node of $$("[data-ago]"))
    node.textContent = t("operations.ago", { time: duration((Date.now() + skew - Date.parse(node.dataset.ago)) / 1000) });
  for (const node of $$("[data-due]")) {
    const seconds = (Date.parse(node.dataset.due) - Date.now() - skew) / 1000;
    node.textContent = seconds > 0 ? t("operations.in", { time: duration(seconds) }) : t("operations.due");
  }
}

/** From when is what one sees, as soon as it should be newer. */
function tellStale() {
  const age = Date.now() - heard;
  const old = age > STALE_MS;
  if (old === !$("#stale").childElementCount) {
    render($("#stale"), old && message("wait", h("p", null, t("operations.stale", { at: time(known.at, true) }))));
  }
}
