// 本人確認書類アップロード (DOC): 個人情報同意, the documents, sent. The server holds what was uploaded; this page shows it as
// it stands, so that reload, another device and a lost line lose nothing.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/steps-rail.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage } from "/lib/page.js";
import * as consent from "/pages/identity/consent.js";
import * as documents from "/pages/identity/documents.js";
import * as standstill from "/pages/identity/standstill.js";

const VIEWS = { consent, documents, standstill };
const STEPS = ["consent", "documents", "sent"];

openPage("identity.title");
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;

/** What the views see and do. */
const desk = { request: null, trouble: null, draw, accept, act };
let shown = null;

try {
  accept(await api.get("/api/certificate-request"));
} catch (problem) {
  if (problem.status !== 404) throw problem;
  accept({ state: "none" });
}
line.subscribe("request", { snapshot: accept, event: accept });

/** Takes what the server says now. */
function accept(request) {
  const before = desk.request;
  desk.request = request;
  draw();
  const said = documents.news(before, request);
  if (said) $("#say").textContent = said;
}

/** Does something on the server; what it refuses is said above the page, or by `elsewhere` at its place. */
async function act(work, elsewhere) {
  desk.trouble = null;
  try {
    accept(await work());
    return true;
  } catch (problem) {
    if (elsewhere) elsewhere(problem);
    else desk.trouble = problem;
    draw();
    return false;
  }
}

function viewOf({ state, consent: given }) {
  if (state !== "documents-due" && state !== "returned") return "standstill";
  return given.agreedAt ? "documents" : "consent";
}

function draw() {
  const { request, trouble } = desk;
  const name = viewOf(request);
  const view = VIEWS[name];
  const changed = name !== shown;
  shown = name;
  const rail = $("steps-rail");
  rail.steps = STEPS.map((step) => ({ name: t(`identity.step-${step}`) }));
  rail.now = name === "standstill" ? STEPS.length : STEPS.indexOf(name);
  $(".rail").hidden = ["none", "meeting-due"].includes(request.state);
  render(
    $("#main"),
    h(
      "div",
      { class: "sheet-of-facts", "data-key": name },
      h("h1", null, t(view.title(desk))),
      trouble && message("fail", h("p", { role: "alert" }, h("b", null, trouble.title), h("br"), trouble.detail)),
      view.main(desk),
    ),
  );
  render($("#bar"), view.bar(desk));
  if (changed) {
    scrollTo(0, 0);
    focusOn($("h1", $("#main")));
  }
}
