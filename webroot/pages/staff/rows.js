// One contract as a line of the dashboard: who is at which stage, in words and in a picture of the way to the bank's seal.

import { troubleText } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { date, money, t } from "/lib/i18n.js";
import { careOf } from "/pages/staff/care.js";

export const GROUPS = ["attention", "active", "signed", "waiting", "done"];
const ACTIVE = ["pin", "code", "sign", "signing"];
const STAGES = ["waiting", "preparing", "signing", "timestamping", "embedding", "revocation", "archiving", "sealed"];

/** Where a row belongs. */
export function groupOf({ state, trouble, care, parties }) {
  if (trouble && !care) return "attention";
  if (["in-force", "refused", "withdrawn", "ended"].includes(state)) return "done";
  if (state === "signed") return "signed";
  if (state === "concluding" || parties.some((p) => ACTIVE.includes(p.step))) return "active";
  return "waiting";
}

/** The row; on a wall it is no link, and for whoever may only look there is nothing to press. */
export function rowOf(row, wall, acting) {
  const title = row.organization || row.summary;
  return h(
    "li",
    { "data-key": row.id },
    h(
      "div",
      { class: "who" },
      wall ? h("b", null, title) : h("a", { href: `/staff/contracts/${row.id}` }, title),
      h(
        "span",
        null,
        row.kind === "cancellation" && h("b", { class: "kind" }, t("dashboard.kind-cancellation")),
        row.summary,
        " ",
        row.amount !== null && row.amount !== undefined && h("span", { class: "sum" }, money(row.amount)),
      ),
    ),
    row.trouble
      ? h("div", { class: row.care ? "trouble taken" : "trouble" }, h("b", null, troubleText(row.trouble.code, row.trouble.attempts)), careOf(row, acting), way(row))
      : way(row),
    h(
      "p",
      { class: "since" },
      ending(row) ?? [
        h("span", { class: "soft" }, t("dashboard.elapsed")),
        " ",
        h("span", { "data-since": row.trouble?.since ?? row.since }),
        row.signBy && row.state === "signing" && h("span", { class: "by soft" }, t("dashboard.deadline", { date: date(row.signBy) })),
      ],
    ),
  );
}

const ending = ({ state, outcome }) =>
  ["in-force", "refused", "withdrawn", "ended"].includes(state)
    ? h("b", { class: state }, t(`state.${outcome ?? state}`))
    : null;

const way = (row) =>
  h(
    "span",
    { class: "way", role: "list" },
    row.parties.map((p) => party(p, row)),
  );

function party(p, { state, organization }) {
  const done = p.step === "done";
  const running = p.step === "signing" || (p.stage && !done);
  const kind = done ? "done" : running ? "running" : ACTIVE.includes(p.step) ? "here" : "later";
  return h(
    "span",
    { class: `party ${kind}`, role: "listitem" },
    h("span", { class: "mark", "aria-hidden": "true" }, done ? "✓" : ""),
    h(
      "span",
      { class: "words" },
      h(
        "span",
        { class: "standing" },
        t(`standing.${p.standing}`),
        h("span", { class: "name" }, p.standing === "bank" || p.name === organization ? "" : p.name),
      ),
      running && h("progress", { max: 1, ".value": share(p), "aria-label": t("signing.progress") }),
      h("span", { class: "at" }, words(p, running, state)),
    ),
  );
}

/** How much of all documents' signing is behind, 0 to 1. */
const share = (p) =>
  Math.min(1, ((p.done ?? 0) + Math.max(0, STAGES.indexOf(p.stage)) / STAGES.length) / Math.max(1, p.of ?? 1));

function words(p, running, state) {
  if (p.step === "done") return t("party.done");
  if (running)
    return `${t(`stage-short.${p.stage ?? "waiting"}`)}${p.of > 1 ? ` ${Math.min((p.done ?? 0) + 1, p.of)}/${p.of}` : ""}`;
  if (p.standing === "bank") return t(state === "signed" ? "state.signed" : "party.wait");
  if (p.refused) return t("signer-state.refused");
  if (p.step === "read") return t("party.reading");
  return t(`party.${p.step ?? "none"}`);
}
