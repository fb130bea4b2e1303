// 電子証明書発行 (EMP-6, EMP-7): user ID and password, code, 「発行」, the real stage in words, the file, its import. The
// server knows how far an issue is; what comes before it, this tab knows without any secret: a reload leads to the same step.

import "/elements/app-header.js";
import "/elements/steps-rail.js";
import { api, onSessionEnded, Problem } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { openEmployerPage } from "/lib/employer.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needCookies } from "/lib/page.js";
import * as authenticate from "/pages/employer-issue/authenticate.js";
import * as code from "/pages/employer-issue/code.js";
import * as closed from "/pages/employer-issue/closed.js";
import * as issue from "/pages/employer-issue/issue.js";
import * as password from "/pages/employer-issue/password.js";
import * as progress from "/pages/employer-issue/progress.js";
import * as result from "/pages/employer-issue/result.js";
import * as stopped from "/pages/employer-issue/stopped.js";

const WHERE = "natsuin.issue";
const API = "/api/employer/issuance";
const LOOK_MS = 900;
const VIEWS = { authenticate, password, code, issue, progress, result, stopped, closed };
/** Where each view stands on the rail; the first registration has a step more. */
const RAIL = ["authenticate", "password", "code", "issue", "progress", "result", "import"];
const AT = { stopped: "issue", closed: "done" };

await needCookies();
openEmployerPage("issue.title");
const first = new URLSearchParams(location.search).has("first");
const issuing = {
  first,
  where: kept(),
  state: null, // what the server says of the issue
  password: null, // in this page's memory only, for a file that the browser makes
  file: null, // {bytes, name}: what was handed over, in this page's memory only
  running: false,
  told: null,
};
Object.assign(issuing, { go, draw, tell, look, fail, started });
let line = null;
let timer = 0;
let shown = null;

/** What this tab remembers of the steps before the session: never a secret. */
function kept() {
  try {
    const known = JSON.parse(sessionStorage.getItem(WHERE)) ?? {};
    return known.expiresAt && new Date(known.expiresAt) < new Date() ? {} : known;
  } catch {
    return {};
  }
}

/** To another step before the session. */
function go(where) {
  issuing.where = where;
  issuing.told = null;
  sessionStorage.setItem(WHERE, JSON.stringify(where));
  draw();
}

/** The session has begun: from now on the server knows. */
async function started() {
  issuing.where = {};
  issuing.told = null;
  sessionStorage.removeItem(WHERE);
  await look();
}

/** Says something above the step that is shown. */
function tell(kind, ...content) {
  issuing.told = { kind, content };
  draw();
}

/** What went wrong belongs to the whole step; where time is over, it begins anew. */
function fail(problem) {
  if (!(problem instanceof Problem)) throw problem;
  if (problem.code === "issue-attempt-expired" || problem.status === 401) {
    issuing.state = null;
    go({});
  }
  tell("fail", h("p", null, h("b", null, problem.title ?? problem.message)), problem.title && problem.detail && h("p", null, problem.detail));
}

async function look() {
  clearTimeout(timer);
  try {
    accept(await api.get(API, { anonymous: true }));
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    if (!issuing.file) issuing.state = null; // what is in this page's memory stays, whatever has ended
    draw();
  }
}

function accept(state) {
  issuing.state = state;
  listen();
  clearTimeout(timer);
  if (running()) timer = setTimeout(() => look().catch(() => {}), LOOK_MS); // a message may be lost, an answer not
  draw();
}

function listen() {
  if (line) return;
  line = new LiveLine("issuance");
  $("app-header").line = line;
  line.subscribe("issue", { snapshot: accept, event: accept });
}

function running() {
  return issuing.running || ["started", "certified"].includes(issuing.state?.state);
}

function viewNow() {
  if (issuing.closed) return "closed";
  if (issuing.file) return "result";
  if (!issuing.state) return issuing.where.step ?? "authenticate";
  if (running()) return "progress";
  const { state } = issuing.state;
  if (["handed-over", "received"].includes(state)) return "result";
  return state === "ready" ? "issue" : "stopped";
}

function steps() {
  const withPassword = first || issuing.where.chosen || viewNow() === "password";
  return RAIL.filter((step) => step !== "password" || withPassword);
}

function draw() {
  const name = viewNow();
  const view = VIEWS[name];
  const page = $("#page");
  page.removeAttribute("aria-busy");
  const rail = steps();
  const at = AT[name] ?? (name === "result" && issuing.state?.state === "received" ? "import" : name);
  const { told } = issuing;
  document.title = `${t(view.title)} | ${t("app.employer")}`;
  render(
    page,
    h("h1", null, t(view.title)),
    h(
      "div",
      { class: "making", "data-key": "making" },
      h("steps-rail", {
        ".steps": rail.map((step) => ({ name: t(`issue.step-${step}`) })),
        ".now": at === "done" ? rail.length : rail.indexOf(at),
      }),
      h(
        "div",
        { class: "issue-card", "data-key": name },
        told && h("div", { role: "alert", id: "told", "data-key": "told" }, message(told.kind, told.content)),
        view.main(issuing),
      ),
    ),
    h("div", { class: "only-read", role: "status", "data-key": "say" }, view.say?.(issuing)),
  );
  if (name === shown) return;
  const begins = shown === null;
  shown = name;
  view.after?.(issuing);
  if (begins) return;
  scrollTo(0, 0);
  requestAnimationFrame(() => focusOn($("[data-first]", page) ?? $("h1", page)));
}

/** Whoever leaves before the import may lose the file. */
addEventListener("beforeunload", (e) => {
  if (issuing.running || (issuing.file && !issuing.closed)) e.preventDefault();
});
// a page that the browser kept and shows again asks anew
addEventListener("pageshow", (e) => e.persisted && look().catch(() => {}));
onSessionEnded(() => {
  if (issuing.file || !issuing.state) return;
  issuing.state = null;
  tell("wait", h("p", null, t("issue.ended")));
});

try {
  await look();
} catch (problem) {
  $("#page").removeAttribute("aria-busy");
  render($("#page"), h("h1", null, t("issue.title")), message("fail", h("p", null, problem.message)));
}
