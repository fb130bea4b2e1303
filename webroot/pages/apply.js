// お申込みフォーム (APP-1 to APP-5): enter, confirm, code, done. What was typed stays in this browser until it was sent;
// which application is this browser's the server knows by a cookie, so a reload leads back to the same step.

import "/elements/app-header.js";
import "/elements/steps-rail.js";
import { api, Problem } from "/lib/api.js";
import { branchOptions } from "/lib/application-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { check, loadForms } from "/lib/fields.js";
import { message, whileBusy } from "/lib/forms.js";
import { lang, t } from "/lib/i18n.js";
import { openPage } from "/lib/page.js";
import * as code from "/pages/apply/code.js";
import * as confirm from "/pages/apply/confirm.js";
import * as done from "/pages/apply/done.js";
import * as entry from "/pages/apply/entry.js";

const STEPS = ["entry", "confirm", "code", "done"];
const VIEWS = { entry, confirm, code, done };
const KINDS = ["corporation", "sole-proprietor", "individual"];

if (!navigator.cookieEnabled) location.replace("/no-cookies");
openPage("apply.title");

const applying = { kinds: KINDS, forms: {}, branches: [], current: { state: "none" }, told: null };
Object.assign(applying, { draftOf, values, choose, go, draw, reload, startAgain, tell });
let shown = null;
try {
  await begin();
} catch (problem) {
  $("#page").removeAttribute("aria-busy");
  const text = problem instanceof Problem ? problem.message : t("problem.offline");
  const again = h("button", { type: "button", class: "button", onClick: () => location.reload() }, t("again"));
  render($("#page"), h("h1", null, t("apply.title")), message("fail", h("p", null, text)), h("div", null, again));
}

async function begin() {
  const [{ forms }, branches] = await Promise.all([loadForms(), api.get("/api/branches", { anonymous: true }), reload()]);
  applying.forms = forms;
  applying.branches = branchOptions(branches.items, lang);
  applying.kind = findDraft("apply")?.kind ?? applying.current.fields?.kind ?? null;
  addEventListener("popstate", draw);
  if (!location.hash) history.replaceState(null, "", `#${firstStep()}`);
  draw();
}

/** Who opens the leaflet's address again finds himself where the code is asked for, or the work is done. */
function firstStep() {
  if (applying.current.state === "submitted") return "done";
  return applying.current.state === "entered" && new Date(applying.current.codeUntil) > new Date() ? "code" : "entry";
}

async function reload() {
  applying.current = await api.get("/api/applications/current", { anonymous: true });
}

function draftOf(kind) {
  return `apply-${kind}`;
}

/** What was typed for this kind: in this browser, or what the server has of it. */
function typed(kind) {
  const sent = applying.current.fields;
  const known = sent?.kind === kind ? { ...sent, emailAgain: sent.email } : {};
  return { ...known, ...findDraft(draftOf(kind)), kind };
}

/** The plain values to be sent, or null while something is wrong. */
function values() {
  if (!applying.kind) return null;
  const result = check(applying.forms[`application-${applying.kind}`], typed(applying.kind));
  return result.errors.length ? null : { ...result.values, emailAgain: result.values.email };
}

function choose(kind) {
  applying.kind = kind;
  keepDraft("apply", { kind });
  draw();
}

/** The step in the address, but never one that is not open. */
function stepNow() {
  const wanted = location.hash.slice(1);
  const { state } = applying.current;
  if (state === "submitted") return "done";
  if (wanted === "code" && state === "entered") return "code";
  if (wanted === "entry" || !applying.kind) return "entry";
  return values() ? "confirm" : "entry";
}

function go(step) {
  applying.told = null;
  history.pushState(null, "", `#${step}`);
  draw();
}

/** Says something above the step that is shown. */
function tell(kind, ...content) {
  applying.told = { kind, content };
  draw();
}

function draw() {
  const step = stepNow();
  const view = VIEWS[step];
  $("#page").removeAttribute("aria-busy");
  const { told } = applying;
  render(
    $("#page"),
    h("h1", null, t("apply.title")),
    h(
      "div",
      { class: "applying" },
      h("steps-rail", { ".steps": STEPS.map((s) => ({ name: t(`apply.${s}`) })), ".now": STEPS.indexOf(step) }),
      h(
        "div",
        { class: "work", "data-key": step },
        told && h("div", { role: "alert", id: "told" }, message(told.kind, told.content)),
        view.main(applying),
      ),
    ),
  );
  render($("#bar"), view.bar(applying));
  view.after?.(applying);
  if (step === shown) return;
  const first = shown === null;
  shown = step;
  if (first) return;
  scrollTo(0, 0);
  focusOn($("#told") ?? $(".work h2"));
}

/** Forgets what this browser holds and begins anew; what was sent stays as it is. */
async function startAgain(button) {
  await whileBusy(button, async () => {
    await api.del("/api/applications/current", { anonymous: true });
    for (const kind of KINDS) keepDraft(draftOf(kind), undefined);
    keepDraft("apply", undefined);
    location.assign(`/apply${location.search}`);
  });
}
