// One person's documents beside what is known of the person; approved or sent back, or the meeting recorded (DOC-5).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { chip, fact } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { date, dateTime, lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { watchQueue } from "/lib/queue.js";
import { mandateCards, mandatesOf } from "/pages/staff/identity-mandates.js";
import { decision, typedBefore } from "/pages/staff/identity-decision.js";
import { papers } from "/pages/staff/identity-papers.js";

const TONES = { "under-review": "todo", "meeting-due": "todo", returned: "busy", cancelled: "fail" };
const id = location.pathname.split("/").pop();
const path = `/api/staff/identity-checks/${id}`;
openPage("check.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
const page = { id, path, check: null, told: null, show, draw, shown: new Map(), mandates: [] };
try {
  show(await api.get(path));
  typedBefore(page);
  mandatesOf(page.check).then((mandates) => ((page.mandates = mandates), draw()));
  watchQueue(line, session.staff, look);
} catch (problem) {
  showFailure("check.title", problem);
}

/** Somebody else may have decided; what is being typed here stays. */
async function look() {
  const now = await api.get(path).catch(() => null);
  if (now && now.version !== page.check.version) show(now);
}

function show(check, told = page.told) {
  page.check = check;
  page.told = told;
  draw();
}

function draw() {
  const { check, told } = page;
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h(
      "header",
      { class: "row apart" },
      h("h1", null, check.name),
      chip(TONES[check.state] ?? "ok", t(`checks.state-${check.state}`)),
    ),
    told && h("div", { role: "status", id: "told", "data-key": "told" }, message(told.kind, h("p", null, told.text))),
    check.state === "returned" &&
      message("wait", h("h2", null, t("check.returned")), h("p", { class: "as-typed" }, check.returnReason)),
    h(
      "div",
      { class: "check", "data-key": "check" },
      person(check),
      h(
        "div",
        { class: "papers" },
        check.identification === "face-to-face" ? message("", h("p", null, t("check.meet-text"))) : papers(page),
        mandateCards(page.mandates),
        decision(page),
      ),
    ),
    h("p", { "data-key": "back" }, h("a", { href: "/staff/identity" }, t("check.back"))),
  );
}

function person({ person: p, reason, identification, since, agreedAt }) {
  const latin = lang === "en";
  return h(
    "section",
    { class: "card person", "aria-labelledby": "person" },
    h("h2", { id: "person" }, t("check.compare")),
    h(
      "dl",
      { class: "facts" },
      fact(t("check.name"), [h("b", null, p.name), h("br"), [p.kana, p.latin].filter(Boolean).join(" / ")]),
      p.birthDate && fact(t("form.label.birthDate"), date(p.birthDate)),
      fact(t("checks.organization"), [p.organization, h("br"), t(`form.option.kind.${p.organizationKind}`)]),
      fact(t("form.label.address"), [p.postalCode && `〒${p.postalCode.slice(0, 3)}-${p.postalCode.slice(3)} `, p.address]),
      (p.title || p.department) && fact(t("form.label.title"), [p.department, p.title].filter(Boolean).join("　")),
      fact(t("form.label.role"), t(`role.${p.role}`)),
      p.mobile && fact(t("form.label.mobile"), p.mobile),
      fact(t("form.label.email"), p.email),
      fact(t("checks.reason"), t(`checks.reason-${reason}`)),
      fact(t("form.label.identification"), t(`form.option.identification.${identification}`)),
      fact(t("checks.since"), dateTime(since)),
      agreedAt && fact(t("check.agreed"), dateTime(agreedAt)),
    ),
    latin && h("p", { class: "soft small" }, t("check.latin")),
  );
}
