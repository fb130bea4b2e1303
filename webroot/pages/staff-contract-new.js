// 契約を作成 (CONTRACT-6, CONTRACT-9): the content, the documents, the signers, a last look, and the request goes out.
// What has been entered stays in this browser until then. With ?cancels=ID it makes an agreement that cancels that contract
// 取消合意 (CONTRACT-6): the same signers unless others are chosen.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/steps-rail.js";
import { confirmed } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { chip } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { clearProblem, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import * as confirm from "/pages/staff/new-confirm.js";
import * as content from "/pages/staff/new-content.js";
import * as documents from "/pages/staff/new-documents.js";
import * as signers from "/pages/staff/new-signers.js";

const CANCELS = new URLSearchParams(location.search).get("cancels");
const DRAFT = CANCELS ? `cancel-${CANCELS}` : "new-contract";
const TITLE = CANCELS ? "cancel-contract.title" : "new.title";
const STEPS = ["content", "documents", "signers", "confirm"];
const VIEWS = { content, documents, signers, confirm };

openPage(TITLE);
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;

function empty() {
  return ({
  summary: "",
  amount: null,
  appliedOn: today(),
  plannedOn: "",
  signBy: "",
  markVisible: true,
  documents: [],
  signers: seats(),
  requestKey: newKey(),
});
}
let cancels = null;
let making = null;
let shown = null;

try {
  cancels = CANCELS && (await api.get(`/api/staff/contracts/${CANCELS}`));
  making = { draft: found() ?? empty(), cancels, today, changed, draw, busy: false };
  addEventListener("popstate", draw);
  draw();
} catch (problem) {
  showFailure(TITLE, problem);
}

/** What was kept, also by an earlier version of this page. */
function found() {
  const draft = findDraft(DRAFT);
  if (draft)
    draft.signers = draft.signers.map((s, i) => ({ key: `seat-${i}`, capacity: "organization", ...s }));
  return draft;
}

/** Those of the contract that is to be cancelled. */
function seats() {
  return (cancels?.signers ?? []).map((s) => ({
    key: s.id,
    userId: s.userId,
    name: s.name,
    organization: s.organization,
    personalSignature: s.capacity === "personal",
    standing: s.standing,
    capacity: s.capacity,
    turn: s.turn,
  }));
}

function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}

/** Keeps the draft after every change. */
function changed(changes = {}) {
  Object.assign(making.draft, changes);
  keepDraft(DRAFT, making.draft);
}

/** The step in the address, but never beyond one that is not complete. */
function stepNow() {
  const wanted = Math.max(0, STEPS.indexOf(location.hash.slice(1)));
  const open = STEPS.findIndex((step) => VIEWS[step].missing(making).length);
  return STEPS[open < 0 ? wanted : Math.min(wanted, open)];
}

function go(step) {
  history.pushState(null, "", `#${step}`);
  draw();
}

function draw() {
  const step = stepNow();
  const view = VIEWS[step];
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h(
      "header",
      { class: "row apart" },
      h("div", null, cancels && chip("", cancels.number), h("h1", null, t(TITLE))),
      h("button", { type: "button", class: "button plain small", onClick: startAgain }, t("new.clear")),
    ),
    h(
      "div",
      { class: "making" },
      h("steps-rail", { ".steps": STEPS.map((s) => ({ name: t(`new.${s}`) })), ".now": STEPS.indexOf(step) }),
      h(
        "form",
        {
          id: "form",
          class: "stack loose",
          novalidate: true,
          "data-key": step,
          onSubmit: (e) => (e.preventDefault(), whileBusy($("#next"), next)),
        },
        view.main(making),
      ),
    ),
  );
  render($("#bar"), bar(step, view));
  if (step === shown) return;
  const first = shown === null;
  shown = step;
  if (!first) {
    scrollTo(0, 0);
    focusOn($("#form h2"));
  }
}

function bar(step, view) {
  const at = STEPS.indexOf(step);
  const missing = view.missing(making);
  return [
    at > 0 && h("button", { type: "button", class: "button quiet", onClick: () => history.back() }, t("back")),
    h("p", { class: "why" }, missing[0]?.message ?? view.next?.(making) ?? ""),
    h(
      "button",
      { type: "submit", form: "form", id: "next", class: "button" },
      t(step === "confirm" ? "new.send" : "new.next"),
    ),
  ];
}

async function next() {
  const form = $("#form");
  clearProblem(form);
  const step = stepNow();
  const missing = VIEWS[step].missing(making);
  if (missing.length) return showComplaints(form, t("form.incomplete"), missing);
  if (step !== "confirm") return go(STEPS[STEPS.indexOf(step) + 1]);
  try {
    const contract = await (cancels ? cancel() : api.post("/api/staff/contracts", body(making.draft)));
    keepDraft(DRAFT, undefined);
    location.assign(`/staff/contracts/${contract.id}?sent`);
  } catch (problem) {
    showProblem(form, problem);
    // Somebody was faster: what is sent the next time is decided on the contract as it is now.
    if (cancels && problem.status === 409) cancels = making.cancels = await api.get(`/api/staff/contracts/${CANCELS}`);
  }
}

function cancel() {
  const { documents, signers: people, signBy, markVisible, requestKey } = body(making.draft);
  const { termsVersion } = cancels;
  return api.post(`/api/staff/contracts/${CANCELS}/cancellation`, {
    termsVersion,
    documents,
    signers: people,
    signBy,
    markVisible,
    requestKey,
  });
}

function body({ documents: list, signers: people, signBy, ...rest }) {
  return ({
  ...rest,
  signBy: signBy || null,
  documents: list.map(({ uploadId, kind, title }) => ({ uploadId, kind, title: title.trim() })),
  signers: people.map(({ userId, standing, capacity, turn }) => ({ userId, standing, capacity, turn })),
});
}

async function startAgain() {
  if (!(await confirmed({ title: t("new.clear-title"), text: t("new.clear-text"), yes: t("new.clear") }))) return;
  making.draft = empty();
  keepDraft(DRAFT, undefined);
  shown = null;
  history.replaceState(null, "", location.pathname);
  $("#form").remove();
  draw();
}
