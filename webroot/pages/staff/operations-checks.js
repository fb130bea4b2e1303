// What each node's doctor found: once where nodes agree, with what to do about it.

import { h } from "/lib/dom.js";
import { lang, t, time } from "/lib/i18n.js";

const ORDER = ["error", "warning"];
const TONES = { error: "fail", warning: "busy" };
const MARKS = { error: "！", warning: "△" };

/** Nodes of an earlier version have no doctor; of those that stopped nobody wants to know. */
const looked = (nodes) => nodes.filter((node) => node.checks?.count && (node.state === "running" || node.state === "closing"));

/** Findings of all nodes, the worst first; `at` are the nodes that have it, or null for all of them. */
function together(nodes) {
  const those = looked(nodes);
  const found = new Map();
  for (const node of those)
    for (const finding of node.checks.findings) {
      const key = `${finding.code} ${finding.subject}`;
      const same = found.get(key) ?? { ...finding, words: finding.sentences[lang], at: [] };
      same.at.push(node.address);
      found.set(key, same);
    }
  return [...found.values()]
    .map((each) => ({ ...each, at: each.at.length === those.length ? null : each.at }))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

/** What does not work, a sentence each, for the top of the page. */
export const errors = (nodes) =>
  together(nodes)
    .filter((each) => each.state === "error")
    .map((each) => h("a", { href: "#checks" }, t("operations.check-failed", { what: each.words.title, found: each.words.found })));

/** How many work, but will not for long. */
export const warnings = (nodes) => together(nodes).filter((each) => each.state === "warning").length;

/** The section; nothing until a first look is over. */
export function checks(nodes) {
  const those = looked(nodes);
  if (!those.length) return null;
  const all = together(nodes);
  const last = those.map((node) => node.checks.at).sort().at(-1);
  const count = Math.max(...those.map((node) => node.checks.count));
  return h(
    "section",
    { class: "stack", "aria-labelledby": "checks" },
    h("h2", { id: "checks", tabindex: "-1" }, t("operations.checks")),
    h("p", { class: "soft" }, t(all.length ? "operations.checks-found" : "operations.checks-well", { time: time(last, true), count, n: all.length })),
    all.length > 0 && h("ul", { class: "findings" }, all.map(finding)),
  );
}

function finding({ state, subject, words, at }) {
  return h(
    "li",
    { class: `card finding ${TONES[state]}` },
    h(
      "h3",
      null,
      h("span", { class: `chip ${TONES[state]}`, "data-mark": `${MARKS[state]} ` }, t(`operations.check-${state}`)),
      h("span", null, words.title),
    ),
    subject && h("p", { class: "soft subject" }, subject),
    h("p", null, words.found),
    words.advice && h("p", { class: "advice" }, h("b", null, t("operations.check-do")), words.advice),
    at && h("p", { class: "soft" }, t("operations.check-at", { nodes: at.join(", ") })),
  );
}
