// 署名の検証 (SIG-4): anybody drops a PDF; how far it is shows line by line, then the report. Nothing is kept.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { lang, size, t, tOr } from "/lib/i18n.js";
import { openPage } from "/lib/page.js";
import { reportOf } from "/lib/report-parts.js";

const MOST = 20_000_000;
const STEPS = ["sending", "waiting", "reading", "comparing", "validating"];

let name = "";
let at = null; // the step, while it is verified
let found = null; // { report } or { refusal }
let request = null;

openPage("verify.title");
const session = await api.get("/api/session", { anonymous: true }).catch(() => null);
if (session) $("app-header").session = session;
else {
  $("app-nav").remove();
  $(".shell").classList.add("folded");
  $("app-header").session = null;
}
$("#page").removeAttribute("aria-busy");
draw();

function draw() {
  render(
    $("#page"),
    h("h1", null, t("verify.title")),
    at ? verifying() : found ? result() : [h("p", null, t("verify.intro")), place(), notes()],
    !session && h("p", { class: "no-print" }, h("a", { href: "/login" }, t("login.again"))),
  );
}

function place() {
  return h(
    "div",
    {
      class: "drop",
      onDragover: (e) => over(e, true),
      onDragleave: (e) => over(e, false),
      onDrop: (e) => (over(e, false), take(e.dataTransfer.files[0])),
    },
    h("p", null, h("b", null, t("verify.drop"))),
    h("label", { class: "button", for: "choose" }, t("verify.choose")),
    h("input", {
      id: "choose",
      class: "only-read",
      type: "file",
      accept: "application/pdf,.pdf",
      onChange: (e) => take(e.target.files[0]),
    }),
    h("p", { class: "small soft" }, t("verify.limits", { size: size(MOST) })),
    h("p", { class: "small soft" }, t("verify.privacy")),
  );
}

function notes() {
  return h("section", { class: "card" }, h("h2", null, t("verify.trust")), h("p", null, t("verify.trust-text")));
}

function over(event, is) {
  event.preventDefault();
  event.currentTarget.classList.toggle("over", is);
}

function take(file) {
  if (!file) return;
  name = file.name;
  if (!/\.pdf$/i.test(file.name) && file.type !== "application/pdf") refuse(t("verify.not-pdf"));
  else if (file.size > MOST) refuse(t("verify.too-large", { size: size(MOST) }));
  else send(file);
}

function refuse(refusal) {
  at = null;
  found = { refusal };
  draw();
  $("#again").focus();
}

function send(file) {
  let read = 0;
  at = { step: "sending", share: 0 };
  draw();
  $("#stop").focus();
  request = new XMLHttpRequest();
  request.open("POST", "/api/verifications");
  request.setRequestHeader("Content-Type", "application/pdf");
  request.setRequestHeader("Accept", "application/x-ndjson, application/problem+json");
  request.setRequestHeader("Accept-Language", lang);
  request.upload.onprogress = (e) => step({ step: "sending", share: e.loaded / e.total });
  request.upload.onload = () => step({ step: "waiting" });
  request.onprogress = hear;
  request.onload = () => {
    hear();
    if (!found) refuse(refusalOf(request));
  };
  request.onerror = () => refuse(t("problem.offline"));
  request.onabort = () => {
    at = null;
    draw();
    $("#choose").focus();
  };
  request.send(file);

  /** Whole lines only; what is left of the last one comes with the next piece. */
  function hear() {
    if (request.status !== 200) return;
    const end = request.responseText.lastIndexOf("\n") + 1;
    const lines = request.responseText.slice(read, end).split("\n").filter(Boolean);
    read = Math.max(read, end);
    for (const line of lines.map((text) => JSON.parse(text))) {
      if (line.report) finish({ report: line.report });
      else if (line.problem) refuse(line.problem.detail ?? line.problem.title);
      else step(line);
    }
  }
}

function refusalOf({ status, responseText }) {
  try {
    const { detail, title } = JSON.parse(responseText);
    return detail ?? title;
  } catch {
    return tOr(`problem.http-${status}`, "problem.unknown");
  }
}

function step(next) {
  at = next;
  draw();
}

function finish(next) {
  at = null;
  found = next;
  draw();
  $("#result").focus();
}

/** A step in words, with its parts where it has some. */
function wordOf(step, isNow) {
  return t(`verify.step.${step}`) + (isNow && at.of > 1 ? t("verify.part", at) : "");
}

function verifying() {
  const now = STEPS.indexOf(at.step);
  const value = at.step === "sending" ? at.share : at.of > 0 ? at.done / at.of : null;
  return h(
    "section",
    { class: "card verifying", "aria-label": t("report.making") },
    h("p", null, h("b", null, name)),
    h(
      "ol",
      null,
      STEPS.map((s, i) =>
        h(
          "li",
          { "aria-current": i === now && "step" },
          i < now ? "✓ " : i === now ? "… " : "○ ",
          wordOf(s, i === now),
        ),
      ),
    ),
    h("progress", { "aria-label": wordOf(at.step, true), max: 1, value }),
    h("p", { class: "only-read", role: "status" }, wordOf(at.step, true)),
    h("div", null, h("button", { id: "stop", class: "button quiet", type: "button", onClick: () => request.abort() }, t("verify.cancel"))),
  );
}

function result() {
  return [
    h(
      "section",
      { id: "result", class: "card result", tabindex: "-1", "aria-label": t("verify.result", { name }) },
      found.report
        ? reportOf(found.report, null)
        : h("div", { class: "report-body" }, message("fail", h("p", null, t("verify.failed")), h("p", null, found.refusal))),
    ),
    h(
      "div",
      { class: "row no-print" },
      h("button", { id: "again", class: "button", type: "button", onClick: again }, t("verify.again")),
      found.report && h("button", { class: "button quiet", type: "button", onClick: () => print() }, t("faq.print")),
    ),
    h("p", { class: "small soft" }, name),
    notes(),
  ];
}

function again() {
  found = null;
  draw();
  $("#choose").focus();
}
