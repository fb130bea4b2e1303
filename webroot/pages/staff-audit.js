// The audit trail: search, export, and the check that nobody has altered it (STAFF-4).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api, Problem } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { clearProblem, field, message, showProblem, whileBusy } from "/lib/forms.js";
import { dateTime, lang, t, tOr } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

const FIELDS = ["from", "to", "actor", "action", "subject"];
const LINKED = { contract: "/staff/contracts/" };
openPage("audit.title");
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
addEventListener("popstate", () => load());
const kinds = await api.get("/api/staff/trail/actions").catch((problem) => showFailure("audit.title", problem));
if (kinds) await load();

function wanted() {
  const q = new URLSearchParams(location.search);
  return Object.fromEntries([...FIELDS, "before"].map((name) => [name, q.get(name) ?? ""]));
}

function query(values) {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value));
}

async function load() {
  try {
    draw(await api.get(`/api/staff/trail?${query(wanted())}`));
  } catch (problem) {
    if (problem.status !== 422 && problem.status !== 400) return showFailure("audit.title", problem);
    draw({ items: [], names: {} });
    showProblem($("#search"), problem, Object.fromEntries(FIELDS.map((name) => [name, t(`audit.${name}`)])));
  }
}

function go(values) {
  history.pushState(null, "", `?${query(values)}`);
  load();
}

function nameOf(action) {
  return tOr(`audit-action.${action}`, "audit.unknown-action", { action });
}

function draw(page) {
  const now = wanted();
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t("audit.title")),
    searchForm(now),
    page.items.length
      ? [exports(now), table(page), pages(page, now)]
      : h("div", { class: "card empty" }, h("p", null, t("audit.none"))),
    checkCard(),
  );
}

function searchForm(now) {
  const input = (name, type = "text") => h("input", { id: name, name, type, value: now[name], autocomplete: "off" });
  const actions = kinds.items.map((action) => [action, nameOf(action)]).sort((a, b) => a[1].localeCompare(b[1], lang));
  return h(
    "form",
    { id: "search", class: "card", novalidate: true, onSubmit: search },
    h(
      "div",
      { class: "trail-search" },
      field({ id: "from", label: t("audit.from"), control: input("from", "datetime-local") }),
      field({ id: "to", label: t("audit.to"), control: input("to", "datetime-local") }),
      field({ id: "actor", label: t("audit.actor"), hint: t("audit.actor-hint"), control: input("actor") }),
      field({
        id: "action",
        label: t("audit.action"),
        control: h(
          "select",
          { id: "action", name: "action" },
          h("option", { value: "" }, t("audit.any")),
          actions.map(([action, words]) => h("option", { value: action, selected: action === now.action }, words)),
        ),
      }),
      field({ id: "subject", label: t("audit.subject"), hint: t("audit.subject-hint"), control: input("subject") }),
    ),
    h(
      "div",
      { class: "row" },
      h("button", { class: "button", type: "submit" }, t("audit.search")),
      h("a", { href: "/staff/audit" }, t("audit.clear")),
    ),
  );
}

function search(event) {
  event.preventDefault();
  clearProblem(event.target);
  go(Object.fromEntries(new FormData(event.target)));
}

function exports({ before: _, ...values }) {
  const link = (format, words) =>
    h("a", { href: `/api/staff/trail.${format}?${query(values)}`, download: `trail.${format}` }, words);
  return h("p", { class: "row" }, t("audit.export"), link("csv", t("audit.csv")), link("jsonl", t("audit.jsonl")));
}

function table({ items, names }) {
  const head = (key, cls) => h("th", { scope: "col", class: cls }, t(key));
  const cell = (key, content, cls) => h("td", { "data-label": t(key), class: cls }, content);
  const called = (label) => {
    const [kind, id] = label.split(":");
    const words = t("audit.named", { kind: tOr(`audit-kind.${kind}`, "audit.unknown-action", { action: kind }), name: names[label] ?? id ?? "" });
    return id && LINKED[kind] && names[label] ? h("a", { href: LINKED[kind] + id }, words) : h("span", { title: label }, words);
  };
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t("audit.title")),
      h(
        "thead",
        null,
        h("tr", null, head("audit.number", "number"), head("audit.at"), head("audit.action"), head("audit.actor"), head("audit.subject"), head("audit.branch"), head("audit.detail")),
      ),
      h(
        "tbody",
        null,
        items.map((e) =>
          h(
            "tr",
            { "data-key": e.seq },
            cell("audit.number", String(e.seq), "number"),
            cell("audit.at", h("time", { datetime: e.at, class: "nowrap" }, dateTime(e.at, true))),
            cell("audit.action", h("b", { title: e.action }, nameOf(e.action)), "lead"),
            cell("audit.actor", called(e.actor)),
            cell("audit.subject", called(e.subject)),
            cell("audit.branch", e.branch ? (names[`branch:${e.branch}`] ?? e.branch) : t("audit.bank")),
            cell("audit.detail", detail(e), "whole"),
          ),
        ),
      ),
    ),
  );
}

/** As it was recorded: programs' words, for those who look closely. */
function detail({ detail: recorded, hash }) {
  return h(
    "details",
    null,
    h("summary", null, t("audit.show")),
    h("pre", { class: "small" }, JSON.stringify(recorded, null, 1)),
    h("p", { class: "small" }, t("audit.hash", { hash })),
  );
}

function pages({ before }, now) {
  return h(
    "nav",
    { class: "row", "aria-label": t("audit.pages") },
    now.before && h("button", { class: "button quiet", type: "button", onClick: () => go({ ...now, before: "" }) }, t("audit.newest")),
    before && h("button", { class: "button quiet", type: "button", onClick: () => go({ ...now, before }) }, t("audit.older")),
  );
}

function checkCard() {
  return h(
    "section",
    { class: "card", "aria-labelledby": "check-title" },
    h("h2", { id: "check-title" }, t("audit.check-title")),
    h("p", null, t("audit.check-about")),
    h(
      "form",
      { id: "check", novalidate: true, onSubmit: check },
      field({
        id: "head",
        label: t("audit.head"),
        hint: t("audit.head-hint"),
        control: h("input", { id: "head", name: "head", autocomplete: "off", spellcheck: "false" }),
      }),
      h("button", { class: "button", type: "submit" }, t("audit.check")),
    ),
    h("div", { id: "verdict", "aria-live": "polite" }),
  );
}

async function check(event) {
  event.preventDefault();
  const form = event.target;
  clearProblem(form);
  await whileBusy(form.querySelector("button"), async () => {
    try {
      for await (const line of lines({ head: form.elements.head.value })) told(line);
    } catch (problem) {
      render($("#verdict"));
      showProblem(form, problem, { head: t("audit.head") });
    }
  });
}

/** The answer comes a line at a time, while the trail is read. */
async function* lines(body) {
  const response = await fetch("/api/staff/trail/check", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": lang },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const whole = (rest + part.value).split("\n");
    rest = whole.pop();
    yield* whole.map((line) => JSON.parse(line));
  }
}

function told({ checked, of, verdict, events, head, from }) {
  const all = { events, head, from, checked, of };
  render(
    $("#verdict"),
    verdict === undefined
      ? [h("progress", { max: of || 1, value: checked, "aria-label": t("audit.check") }), h("p", null, t("audit.progress", all))]
      : verdict === "intact"
        ? message("ok", h("p", null, t("audit.intact", all)), h("p", { class: "small" }, t("audit.keep"), " ", h("code", null, head)))
        : message("fail", h("p", null, h("b", null, t("audit.broken", all))), h("p", null, t(`audit.fault.${verdict}`, all))),
  );
}
