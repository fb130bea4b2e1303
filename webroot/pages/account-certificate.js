// 電子証明書発行依頼 (CERT-3, CERT-4): reason, identification and power of attorney, confirm, where the system made one its
// signature on the spot, done. What was chosen outlives a reload and the end of a session.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/mandate-signing.js";
import "/elements/paper-mandate.js";
import "/elements/steps-rail.js";
import { api } from "/lib/api.js";
import { $, focusOn, h } from "/lib/dom.js";
import { fact } from "/lib/contract-parts.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { message, showComplaints, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

const TITLE = "certificate-request.title";
const REASONS = ["details-changed", "pin-forgotten", "validity-extended"];
openPage(TITLE);
const session = await needSession("mypage");
$("app-header").session = session;
$("app-header").line = new LiveLine("mypage");
const id = location.pathname.split("/").pop();
const DRAFT = `certificate-request.${session.user.id}.${id}`;
let user = null;
let shown = null;
let finished = false;

function given() {
  return findDraft(DRAFT) ?? {};
}
function keep(values) {
  return keepDraft(DRAFT, { ...given(), ...values });
}
function kind() {
  return user.mandate === "none" ? null : user.mandate === "paper" ? "paper" : (given().mandateKind ?? "system");
}
function steps() {
  return kind() === "system" ? ["enter", "confirm", "sign", "done"] : ["enter", "confirm", "done"];
}

function step() {
  if (finished) return "done";
  const wanted = location.hash.slice(1);
  if (!["confirm", "sign"].includes(wanted) || !given().reason) return "enter";
  if (kind() && !given().mandate?.[kind()]) return "enter";
  return kind() === "system" ? wanted : "confirm";
}

function go(wanted) {
  history.pushState(null, "", wanted === "enter" ? location.pathname : `#${wanted}`);
  draw();
}

function draw() {
  const name = step();
  const body = h("div", { class: "form-page", id: "form-page" });
  $("#page").removeAttribute("aria-busy");
  $("#page").replaceChildren(
    h("h1", null, t(TITLE)),
    h(
      "div",
      { class: "making" },
      h("steps-rail", { ".steps": steps().map((s) => ({ name: t(`record.${s}`) })), ".now": finished ? steps().length : steps().indexOf(name) }),
      body,
    ),
  );
  body.append(...[user.request && !finished ? already() : { enter, confirm, sign: confirm, done }[name]()].flat(9).filter(Boolean));
  if (shown !== null && shown !== name) {
    scrollTo(0, 0);
    focusOn($("h2", body));
  }
  shown = name;
}

function back() {
  return h("a", { class: "button quiet", href: "/account" }, t("back"));
}

/** One is open: nothing to ask for, but perhaps something to do. */
function already() {
  const own = user.me;
  return [
    h("section", { class: "card stack" }, h("h2", null, t("certificate-request.open")), h("p", null, t(own ? "certificate-request.open-own" : "certificate-request.open-other", { name: user.name }))),
    h(
      "div",
      { class: "end" },
      back(),
      own && h("a", { class: "button", href: ["pin-due", "pin-registered"].includes(user.request.state) ? "/account/pin" : "/account/identity" }, t("certificate-request.go-on")),
    ),
  ];
}

function who() {
  return [
  fact(t("card.name"), user.name),
  fact(t("certificate-request.kana"), user.kana),
  fact(t("certificate-request.latin"), user.latin),
  user.credential && fact(t("signing.credential"), h("span", { class: "mono" }, user.credential.credentialId)),
];
}

function radio(name, value, checked, label, onChoose, hint) {
  const radioId = `${name}-${value}`;
  return h(
    "label",
    { class: "tick" },
    h("input", { type: "radio", name, value, id: radioId, checked, onChange: () => chosen(name, value, onChoose) }),
    h("span", null, label, hint && h("small", null, hint)),
  );
}

/** What was complained about is mended: the complaint goes. */
function chosen(name, value, onChoose) {
  const wrong = $(`#${name}-wrong`);
  if (wrong) wrong.hidden = true;
  onChoose(value);
}

function group(name, label, hint, ...choices) {
  return h(
    "fieldset",
    { class: "field", "data-field": name, id: name, tabindex: "-1" },
    h("legend", null, label, h("span", { class: "must" }, t("field.must"))),
    hint && h("p", { class: "hint" }, hint),
    choices,
    h("p", { class: "wrong", id: `${name}-wrong`, hidden: true }),
  );
}

function enter() {
  const next = h("button", { class: "button", id: "next" }, t("certificate-request.to-confirm"));
  const form = h(
    "form",
    { id: "form", class: "stack loose", novalidate: true, onSubmit: (e) => (e.preventDefault(), whileBusy(next, () => toConfirm(form))) },
    h(
      "section",
      { class: "card stack" },
      h("h2", null, t("certificate-request.about")),
      h("p", null, t("certificate-request.lead")),
      h("dl", { class: "facts" }, who()),
      group(
        "reason",
        t("certificate-request.reason"),
        t("certificate-request.reason-hint"),
        REASONS.map((r) => radio("reason", r, given().reason === r, t(`request-reason.${r}`), (reason) => keep({ reason }), t(`request-reason.${r}-when`))),
      ),
      group("identification", t("certificate-request.identification"), null, radio("identification", "documents", true, t("certificate-request.documents"), () => {})),
      user.mandate !== "none" && mandateField(),
      user.credential && !user.credential.expired && message("", h("p", null, t("certificate-request.stays"))),
    ),
    h("div", { class: "end" }, back(), next),
  );
  return form;
}

function mandateField() {
  const choose = (mandateKind) => {
    keep({ mandateKind });
    $("#paper-place").hidden = mandateKind !== "paper";
    $("steps-rail").steps = steps().map((s) => ({ name: t(`record.${s}`) }));
  };
  const paper = h("paper-mandate", { purpose: "certificate-request", mandate: given().mandate?.paper });
  paper.addEventListener("change", (e) => keep({ mandate: { ...given().mandate, paper: e.detail?.id }, fileName: e.detail?.fileName }));
  return [
    group(
      "mandate",
      t("certificate-request.mandate"),
      t(user.mandate === "paper" ? "certificate-request.paper-only" : "certificate-request.system-rather"),
      user.mandate === "system-or-paper" && radio("mandateKind", "system", kind() === "system", t("form.option.mandateKind.system"), choose),
      radio("mandateKind", "paper", kind() === "paper", t("form.option.mandateKind.paper"), choose),
    ),
    h("div", { id: "paper-place", hidden: kind() !== "paper" }, paper),
  ];
}

async function toConfirm(form) {
  const paper = $("paper-mandate");
  const complaints = [
    !given().reason && { field: "reason", message: t("certificate-request.reason-missing") },
    kind() === "paper" && !paper.ready && { field: "mandate", message: paper.complaint },
  ].filter(Boolean);
  if (complaints.length) return showComplaints(form, t("form.incomplete"), complaints);
  try {
    if (kind() === "system") await draft();
    go("confirm");
  } catch (problem) {
    showComplaints(form, problem.title ?? problem.message, problem.errors?.length ? problem.errors : problem.detail ? [{ message: problem.detail }] : []);
  }
}

/** The system's power of attorney, unless one is there that still serves. */
async function draft() {
  const known = given().mandate?.system;
  const kept = known && (await api.get(`/api/mandates/${known}`).catch(() => null));
  if (kept && kept.state !== "used") return;
  const drafted = await api.post("/api/mandates", { purpose: "certificate-request", user: id });
  keep({ mandate: { ...given().mandate, system: drafted.id } });
}

function confirm() {
  const facts = h(
    "section",
    { class: "card stack", id: "facts" },
    h("h2", null, t("record.confirm-title")),
    h("p", null, t("certificate-request.confirm-text")),
    h("div", { id: "refused" }),
    h(
      "dl",
      { class: "facts" },
      who(),
      fact(t("certificate-request.reason"), t(`request-reason.${given().reason}`)),
      fact(t("certificate-request.identification"), t("certificate-request.documents")),
      kind() && fact(t("certificate-request.mandate"), t(`form.option.mandateKind.${kind()}`)),
      kind() === "paper" && given().fileName && fact(t("form.label.mandate"), given().fileName),
    ),
  );
  if (kind() === "system") return [facts, signing(facts)];
  const register = h("button", { type: "button", class: "button", id: "register", onClick: () => whileBusy(register, send) }, t("record.register"));
  return [facts, h("div", { class: "end" }, h("button", { type: "button", class: "button quiet", onClick: () => go("enter") }, t("back")), register)];
}

/** The paper to be signed stands below what is asked for; while it is being signed it stands alone. */
function signing(facts) {
  const element = h("mandate-signing", { mandate: given().mandate.system });
  element.addEventListener("back", () => go("enter"));
  element.addEventListener("stage", (e) => {
    facts.hidden = !["paper", "done"].includes(e.detail);
    $("steps-rail").now = e.detail === "paper" ? 1 : 2;
  });
  element.addEventListener("signed", send);
  return element;
}

async function send() {
  try {
    user = await api.post(`/api/users/${id}/certificate-requests`, {
      reason: given().reason,
      ...(kind() && { mandate: given().mandate[kind()] }),
    });
    finished = true;
    keepDraft(DRAFT, undefined);
    history.replaceState(null, "", "#done");
    draw();
  } catch (problem) {
    refuse(problem);
  }
}

function refuse(problem) {
  const text = problem.errors?.[0]?.message ?? problem.message;
  const used = problem.errors?.some((e) => e.field === "mandate");
  if (used) keep({ mandate: undefined });
  $("#facts").hidden = false;
  $("#refused").replaceChildren(
    message(
      "fail",
      h("p", { role: "alert" }, text),
      used && h("p", null, h("button", { type: "button", class: "button small", onClick: () => go("enter") }, t("back"))),
    ),
  );
  focusOn($("#refused"));
}

function done() {
  return [
    h(
      "section",
      { class: "card stack" },
      h("h2", null, t("certificate-request.done")),
      message("ok", h("p", null, t("certificate-request.done-text"))),
      h("p", null, t(user.me ? "certificate-request.next-own" : "certificate-request.next-other", { name: user.name })),
    ),
    h(
      "div",
      { class: "end" },
      h("a", { class: user.me ? "button quiet" : "button", href: "/account" }, t("record.home")),
      user.me && h("a", { class: "button", href: "/account/identity" }, t("certificate-request.to-documents")),
    ),
  ];
}

try {
  user = await api.get(`/api/users/${id}/signing`);
  addEventListener("popstate", draw);
  draw();
} catch (problem) {
  showFailure(TITLE, problem);
}
