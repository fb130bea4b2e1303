// 初期PIN登録・証明書発行 (CERT-1): the PIN, 「登録」, 「発行」, the real stage in words, done. The server knows how far one is: a
// reload, another window and another device arrive there.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/data-form.js";
import "/elements/steps-rail.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { fact } from "/lib/contract-parts.js";
import { message, whileBusy } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

const TITLE = "first-pin.title";
const STEPS = ["register", "issue", "done"];
const STAGES = ["queued", "preparing", "certifying", "activating"];
const LOOK_MS = 800;
openPage(TITLE);
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
let now = null;
let shown = null;
let again = false;
let told = null;
let timer = 0;

function look() {
  return api.get("/api/certificate-request/issuance");
}

/** Something moved: how it stands is asked for, since a message may be lost and an answer not. */
async function refresh() {
  clearTimeout(timer);
  accept(await look().catch(() => now));
}

function accept(fresh) {
  if (now?.request && fresh.request && fresh.request.version !== now.request.version && again) again = false;
  now = fresh;
  clearTimeout(timer);
  if (STAGES.includes(now.stage)) timer = setTimeout(refresh, LOOK_MS);
  draw();
}

/** register, issue (registered, 「発行」 active), progress, done, or wait (nothing to do here). */
function view() {
  if (STAGES.includes(now.stage)) return "progress";
  if (now.stage === "registered") return again ? "register" : "issue";
  if (now.request?.state === "pin-due") return "register";
  if (!now.request && now.credential && !now.credential.expired) return "done";
  return "wait";
}

function draw() {
  const name = view();
  const page = $("#page");
  page.removeAttribute("aria-busy");
  const changed = name !== shown;
  const body = { register, issue, progress, done, wait }[name]();
  render(
    page,
    h("h1", null, t(TITLE)),
    h(
      "div",
      { class: "making", "data-key": "making" },
      h("steps-rail", { ".steps": STEPS.map((s) => ({ name: t(`first-pin.step-${s}`) })), ".now": at(name) }),
      h("div", { class: "form-page", "data-key": name }, told && message("wait", h("p", { role: "alert" }, told)), body),
    ),
    h("div", { class: "only-read", role: "status", "data-key": "say" }, say(name)),
  );
  if (changed && shown !== null) {
    scrollTo(0, 0);
    requestAnimationFrame(() => focusOn($("[data-first]", page) ?? $("h2", page)));
  }
  shown = name;
}

function at(name) {
  return ({ register: 0, issue: 1, progress: 1, done: STEPS.length, wait: 0 })[name];
}
function say(name) {
  return name === "progress" ? t(`first-pin.stage-${now.stage}`) : "";
}

function register() {
  const form = h(
    "form",
    { id: "form", class: "card stack", novalidate: true, "data-key": "form", onSubmit: registering },
    h("h2", null, t("first-pin.register-title")),
    h("p", null, t("first-pin.what")),
    h("data-form", { form: "new-pin", id: "fields", plain: true }),
  );
  return [
    form,
    end(
      h("button", { type: "submit", form: "form", id: "register", class: "button" }, t("first-pin.register")),
      issueButton(true),
      t("first-pin.why-register"),
    ),
  ];
}

/** 「発行」 becomes active once the PIN is registered; until then it says why not. */
function issueButton(waiting) {
  return h(
    "button",
    {
      type: "button",
      id: "issue",
      class: "button",
      "aria-disabled": waiting ? "true" : "false",
      "aria-describedby": "why",
      "data-first": !waiting,
      onClick: () => waiting || whileBusy($("#issue"), issuing),
    },
    t("first-pin.issue"),
  );
}

function end(first, second, why) {
  return h(
    "div",
    { class: "end", "data-key": "end" },
    first,
    h("p", { class: "soft small", id: "why" }, why),
    second,
  );
}

function registering(event) {
  event.preventDefault();
  whileBusy($("#register"), async () => {
    const fields = $("#fields");
    await fields.ready;
    const values = fields.take();
    if (!values) return;
    told = null;
    try {
      const fresh = await api.put("/api/certificate-request/pin", { pin: values.pin, version: now.request.version });
      again = false;
      accept(fresh);
    } catch (problem) {
      await refused(problem, fields);
    }
  });
}

async function refused(problem, fields) {
  if (problem.status !== 409) return fields.refuse(problem);
  again = false;
  told = t(problem.code === "changed-meanwhile" ? "first-pin.other-window" : "first-pin.moved-on");
  await refresh();
}

function issue() {
  return [
    h(
      "section",
      { class: "card stack", "aria-labelledby": "registered", "data-key": "registered" },
      h("h2", { id: "registered" }, t("first-pin.registered")),
      h("p", null, t("first-pin.press-issue")),
      now.request.reason !== "first" && now.credential && message("", h("p", null, t("first-pin.old-ends", { id: now.credential.credentialId }))),
    ),
    end(
      h("button", { type: "button", class: "button quiet", onClick: () => ((again = true), draw()) }, t("first-pin.again")),
      issueButton(false),
      t("first-pin.why-issue"),
    ),
  ];
}

async function issuing() {
  told = null;
  try {
    accept(await api.post("/api/certificate-request/issuance"));
  } catch (problem) {
    told = problem.message;
    await refresh();
  }
}

function progress() {
  const index = STAGES.indexOf(now.stage);
  return h(
    "section",
    { class: "card stack", "aria-labelledby": "issuing", "data-key": "issuing" },
    h("h2", { id: "issuing" }, t("first-pin.issuing")),
    h("p", null, t("first-pin.leave")),
    now.trouble && message("wait", h("p", null, t("first-pin.trouble"))),
    h(
      "ol",
      { class: "stages" },
      STAGES.map((stage, i) =>
        h(
          "li",
          { class: i < index ? "past" : i === index ? "now" : "", "aria-current": i === index && "step" },
          t(`first-pin.stage-${stage}`),
        ),
      ),
    ),
  );
}

function done() {
  const { credential } = now;
  return [
    h(
      "section",
      { class: "card stack", "aria-labelledby": "done", "data-key": "done" },
      h("h2", { id: "done" }, t("first-pin.done")),
      message("ok", h("p", null, t("first-pin.done-text"))),
      h(
        "dl",
        { class: "facts" },
        fact(t("signing.credential"), h("span", { class: "mono" }, credential.credentialId)),
        fact(t("card.valid-until"), date(credential.notAfter)),
      ),
    ),
    h(
      "div",
      { class: "end", "data-key": "end" },
      h("a", { class: "button quiet", href: "/account" }, t("record.home")),
      h("a", { class: "button", href: "/contracts/to-sign" }, t("first-pin.to-contracts")),
    ),
  ];
}

/** Nothing to do here now: says what comes before, and where. */
function wait() {
  const state = now.request?.state ?? "none";
  const place = ["documents-due", "returned"].includes(state) ? ["/account/identity", "action.upload-documents"] : ["/account", "record.home"];
  return h(
    "section",
    { class: "card stack", "aria-labelledby": "wait", "data-key": "wait" },
    h("h2", { id: "wait" }, t("first-pin.not-yet")),
    h("p", null, t(`first-pin.wait-${state}`)),
    h("p", null, h("a", { class: "button", href: place[0] }, t(place[1]))),
  );
}

try {
  accept(await look());
  line.subscribe("request", { snapshot: refresh, event: refresh });
} catch (problem) {
  showFailure(TITLE, problem);
}
