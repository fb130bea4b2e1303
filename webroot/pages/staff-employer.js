// One employer: the data, its users with their certificates, and what the bank does for the master user (EMP-4, EMP-5, EMP-9).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import {
  confirmReset,
  declineReset,
  employerFacts,
  fileClientRevocation,
  fileReset,
  newLetter,
  personCard,
  resetReason,
  unlockMaster,
  unlockReason,
} from "/lib/employer-parts.js";
import { message } from "/lib/forms.js";
import { date, dateTime, t } from "/lib/i18n.js";
import { letterCard } from "/lib/letter.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { watchQueue } from "/lib/queue.js";

const TITLE = "staff-employer.title";
openPage(TITLE);
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
const path = `/api/staff/employers/${location.pathname.split("/").at(-1)}`;
let employer = null;
let told = null;
let letter = null;
await load();
watchQueue(line, session.staff, () => employer && load());

async function load() {
  try {
    employer = await api.get(path);
    draw();
  } catch (problem) {
    if (!employer) showFailure(TITLE, problem);
  }
}

function draw() {
  const e = employer;
  $("#page").removeAttribute("aria-busy");
  document.title = `${e.name} | ${t("app.name")}`;
  render(
    $("#page"),
    h("h1", null, e.name),
    h("div", { id: "told", "data-key": "told", "aria-live": "polite" }, told && message("ok", h("p", null, told))),
    h("div", { id: "letter-place", "data-key": "letter" }, letter),
    e.reset && resetCard(e.reset),
    h(
      "section",
      { class: "card", "aria-labelledby": "facts", "data-key": "facts" },
      h("h2", { id: "facts" }, t("staff-employer.facts")),
      employerFacts(e),
      e.mayMaintain &&
        h("p", { class: "row" }, h("a", { class: "button quiet", href: `/staff/employers/${e.id}/change` }, t("staff-employer.change"))),
    ),
    h(
      "section",
      { class: "stack", "aria-labelledby": "users", "data-key": "users" },
      h("h2", { id: "users" }, t("staff-employer.users")),
      h("div", { class: "people" }, e.users.map((user) => personCard(user, e.mayMaintain, act))),
    ),
    h(
      "section",
      { class: "card", "aria-labelledby": "course", "data-key": "course" },
      h("h2", { id: "course" }, t("staff-employer.history")),
      h("ol", { class: "course" }, e.history.map(historyLine)),
    ),
  );
}

/** A filed reset, with what the reader may do about it. */
function resetCard(r) {
  const own = r.filedBy.id === session.staff.id;
  return h(
    "section",
    { class: "card", "aria-labelledby": "reset", "data-key": "reset", id: "reset-waits" },
    h("h2", { id: "reset" }, t("reset.waits")),
    h("p", null, resetReason(r.reason), "　", t("reset.paper", { date: date(r.paperDate) }), "　", t("revocation.by", r.filedBy)),
    r.note && h("p", { class: "soft" }, r.note),
    own && h("p", null, t("reset.own")),
    h(
      "p",
      { class: "row" },
      r.may.confirm &&
        h("button", { type: "button", class: "button seal", id: "confirm-reset", onClick: () => confirm(r) }, t("reset.confirm")),
      r.may.decline &&
        h(
          "button",
          { type: "button", class: "button quiet", onClick: async () => (await declineReset(r, own)) && done(t("reset.declined")) },
          t(own ? "revocation.take-back" : "revocation.decline"),
        ),
    ),
  );
}

async function confirm(reset) {
  const made = await confirmReset(reset);
  if (made) await show(made);
}

async function show(made) {
  letter = letterCard(made);
  told = null;
  await load();
  focusOn($("#letter")); // the same node moves with every draw, and whoever moves loses the focus
}

async function done(sentence) {
  told = sentence;
  draw();
  focusOn($("#told"));
  await load();
}

async function act(action, user, certificate) {
  const name = user.name || employer.name;
  if (action === "letter") {
    const made = await newLetter(employer, user);
    if (made) await show(made);
  } else if (action === "unlock") {
    if (await unlockMaster(employer, user)) await done(t("unlock-master.done"));
  } else if (action === "reset") {
    if (await fileReset(employer, user, today())) await done(t("reset.filed"));
  } else if (await fileClientRevocation(user, certificate)) {
    await done(t("revocation.filed", { name }));
  }
}

function today() {
  return new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Tokyo" });
}

function historyLine(act) {
  const why = act.reason && (act.kind === "unlocked" ? unlockReason : resetReason)(act.reason);
  const note = act.kind === "changed" ? act.note.split(" ").map((f) => t(`employer-field.${f}`)).join("、") : act.note;
  return h(
    "li",
    null,
    h("span", { class: "soft" }, dateTime(act.at)),
    h("span", null, t(`employer-history.${act.kind}`), (why || note) && h("small", null, [why, note].filter(Boolean).join("　"))),
    h("span", { class: "soft" }, act.by),
  );
}
