// Nodes as operators see them, and what of all this needs somebody.

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { duration, lang, shortTime, size, t, time, tOr } from "/lib/i18n.js";
import { errors, warnings } from "/pages/staff/operations-checks.js";
import { queueName } from "/pages/staff/operations-queues.js";

const MARKS = { running: "●", closing: "◐", silent: "！", stopped: "×" };
const WEIGHT = ["silent", "closing", "running", "stopped"];
const TONES = { running: "ok", closing: "busy", silent: "fail", stopped: "" };
/** What has waited so long is late, whatever it is. */
const LATE_S = 300;
/** Where clocks differ by more, log files no longer tell what came first. */
const SKEW_MS = 1000;
const FULL = 0.9;
const rate = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 0 });

const serverName = (name) => tOr(`operations.server-${name}`, "operations.other", { name });
const isThere = (node) => node.state === "running" || node.state === "closing";

/** What needs somebody, in sentences; or that nothing does. */
export function attention(known) {
  const found = [...ofNodes(known.nodes), ...ofServers(known.nodes), ...ofQueues(known.queues), ...errors(known.nodes)];
  const { connections, maxConnections } = known.database;
  if (connections > FULL * maxConnections) found.push(t("operations.connections-full", { n: connections, of: maxConnections }));
  const later = ofRetries(known.queues);
  const soon = warnings(known.nodes);
  return h(
    "div",
    { id: "attention" },
    h("p", { class: "only-read", role: "status" }, found.length ? t("operations.attention-said", { n: found.length }) : t(later.length ? "operations.retrying" : "operations.well")),
    found.length
      ? told("fail", "operations.attention", [...found, ...later])
      : later.length
        ? told("wait", "operations.retrying", later)
        : message("ok", h("p", null, t("operations.well")), soon > 0 && h("p", null, leading("checks", t("operations.well-but", { n: soon })))),
  );
}

const told = (kind, title, sentences) =>
  message(kind, h("p", null, h("b", null, t(title))), h("ul", null, sentences.map((each) => h("li", null, each))));

/** A sentence that leads to where more is said. */
const leading = (id, sentence) => h("a", { href: `#${id}` }, sentence);

/** What goes on by itself, but did not go well. */
function ofRetries(queues) {
  const of = (key) => queues.filter((queue) => queue[key]).map((queue) => leading(`queue-${queue.name}`, t(`operations.queue-${key}`, { queue: queueName(queue.name), n: queue[key] })));
  return [...of("troubled"), ...of("parked")];
}

function ofNodes(nodes) {
  const there = nodes.filter(isThere);
  return nodes.flatMap((node) => [
    node.state === "silent" && t("operations.missing", { node: node.address, time: time(node.seenAt, true) }),
    isThere(node) &&
      there.some((other) => !node.sees.includes(other.address)) &&
      t("operations.node-apart", { node: node.address, n: node.sees.length, of: there.length }),
    isThere(node) && Math.abs(node.skewMillis) > SKEW_MS && t("operations.node-skew", { node: node.address, seconds: rate.format(node.skewMillis / 1000) }),
  ])
    .filter(Boolean)
    .map((sentence) => leading("nodes", sentence));
}

/** Told once where all nodes agree, and with the node's address where they do not. */
function ofServers(nodes) {
  const there = nodes.filter(isThere);
  const names = new Set(there.flatMap((node) => Object.keys(node.servers)));
  return [...names].flatMap((name) => {
    const without = there.filter((node) => node.servers[name] === "down");
    if (!without.length) return [];
    const means = tOr(`operations.means-${name}`, "operations.means-other");
    if (without.length === there.length) return [leading("nodes", t("operations.server-down", { server: serverName(name), means }))];
    return without.map((node) => leading("nodes", t("operations.server-down-at", { server: serverName(name), node: node.address })));
  });
}

function ofQueues(queues) {
  return queues
    .filter((queue) => queue.oldestSeconds > LATE_S)
    .map((queue) => leading(queue.items.length ? `queue-${queue.name}` : "queues", t("operations.queue-late", { queue: queueName(queue.name), time: duration(queue.oldestSeconds) })));
}

/** What is wrong first; those that stopped as they were asked to last. */
const inOrder = (all) => [...all].sort((a, b) => WEIGHT.indexOf(a.state) - WEIGHT.indexOf(b.state));

/** Every node with its own last word. */
export function nodes({ nodes: all }) {
  const columns = ["node", "state", "load", "traffic", "servers"];
  return h(
    "section",
    { class: "stack", "aria-labelledby": "nodes" },
    h("h2", { id: "nodes", tabindex: -1 }, t("operations.nodes")),
    h(
      "div",
      { class: "table-frame" },
      h(
        "table",
        { class: "table operations" },
        h("caption", { class: "only-read" }, t("operations.nodes")),
        h("thead", null, h("tr", null, columns.map((key) => h("th", { scope: "col", class: NUMBERS.has(key) && "number" }, t(`operations.${key}`))))),
        h("tbody", null, inOrder(all).map(row)),
      ),
    ),
  );
}

const NUMBERS = new Set(["load", "traffic"]);

function row(node) {
  const cell = (key, content, cls) => h("td", { "data-label": t(`operations.${key}`), class: NUMBERS.has(key) ? "number" : cls }, content);
  const now = (words) => (isThere(node) ? words : t("operations.nothing"));
  return h(
    "tr",
    { "data-key": node.id, class: isThere(node) ? "" : "gone" },
    cell(
      "node",
      [
        h("b", null, node.address),
        h("small", { class: "soft" }, t("operations.version-is", { version: node.version })),
        h("small", { class: "soft" }, t("operations.started-at", { at: shortTime(node.startedAt) })),
      ],
      "lead",
    ),
    cell("state", state(node)),
    cell("load", now([t("operations.cpu", { share: share.format(node.cpu) }), h("small", { class: "soft" }, t("operations.memory", { n: size(node.memoryBytes), of: size(node.maxMemoryBytes) }))])),
    cell("traffic", now([t("operations.requests", { n: rate.format(node.requestsPerSecond) }), h("small", { class: "soft" }, t("operations.sockets", { n: node.sockets }))])),
    cell("servers", isThere(node) ? servers(node.servers) : t("operations.nothing"), "whole"),
  );
}

function state(node) {
  const { state: code, seenAt, leftAt, sees } = node;
  return [
    h("span", { class: `chip ${TONES[code]}`, "data-mark": `${MARKS[code]} ` }, t(`operations.node-${code}`)),
    isThere(node) && h("small", { class: "soft" }, t("operations.sees", { n: sees.length })),
    code === "silent" && h("small", { class: "soft" }, t("operations.heard-at", { time: time(seenAt, true) })),
    code === "stopped" && h("small", { class: "soft" }, t("operations.left-at", { time: time(leftAt, true) })),
  ];
}

function servers(all) {
  return h(
    "ul",
    { class: "servers" },
    Object.entries(all).sort().map(([name, code]) =>
      h(
        "li",
        { class: code === "down" ? "down" : "" },
        t("operations.server-is", { server: serverName(name), state: tOr(`operations.is-${code}`, "operations.other", { name: code }) }),
      ),
    ),
  );
}
