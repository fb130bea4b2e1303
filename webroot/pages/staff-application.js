// One application (APP-6): every field, what it has in common with others, and the decision.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/data-form.js";
import { api } from "/lib/api.js";
import { branchOptions, factsOf } from "/lib/application-parts.js";
import { chip, fact } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { loadForms } from "/lib/fields.js";
import { message } from "/lib/forms.js";
import { dateTime, lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { watchQueue } from "/lib/queue.js";
import { decision } from "/pages/staff/application-decision.js";

const CHIPS = { submitted: "todo", approved: "ok", refused: "fail" };
const id = location.pathname.split("/").pop();
const path = `/api/staff/applications/${id}`;
openPage("application.title");
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
const page = { path, application: null, branches: [], forms: {}, told: null, show };
try {
  const [{ forms }, branches] = await Promise.all([loadForms(), api.get("/api/branches")]);
  page.forms = forms;
  page.branches = branchOptions(branches.items, lang);
  show(await api.get(path));
  watchQueue(line, session.staff, look);
} catch (problem) {
  showFailure("application.title", problem);
}

/** Somebody else may have decided; what is being typed here stays. */
async function look() {
  const now = await api.get(path).catch(() => null);
  if (now && now.version !== page.application.version) show(now);
}

function show(application, told = page.told) {
  page.application = application;
  page.told = told;
  $("#page").removeAttribute("aria-busy");
  const { name, number, state, kind } = application;
  render(
    $("#page"),
    h(
      "header",
      { class: "row apart" },
      h("h1", null, name ?? t("applications.erased")),
      chip(CHIPS[state] ?? "", t(`applications.state-${state}`)),
    ),
    told && h("div", { role: "status", "data-key": "told" }, message(told.kind, h("p", null, told.text))),
    h(
      "section",
      { class: "card", "data-key": "about" },
      h(
        "dl",
        { class: "facts" },
        fact(t("applications.number"), h("span", { class: "mono" }, number)),
        fact(t("applications.received"), dateTime(application.submittedAt)),
        fact(t("form.label.kind"), t(`form.option.kind.${kind}`)),
        fact(t("form.label.branch"), lang === "ja" ? application.branch.name : application.branch.nameLatin),
        application.decidedAt && fact(t(`application.${state}-at`), dateTime(application.decidedAt)),
        application.decidedBy && fact(t("application.decided-by"), application.decidedBy),
        application.reason && fact(t("form.label.reason"), application.reason),
      ),
    ),
    hints(application),
    application.fields
      ? h(
          "div",
          { class: "stack", "data-key": "fields" },
          factsOf(page.forms[`application-${kind}`], application.fields, page.branches),
        )
      : message("", h("p", null, t("application.erased"))),
    state === "submitted" && decision(page),
    h("p", { "data-key": "back" }, h("a", { href: "/staff/applications" }, t("application.back"))),
  );
}

function hints({ hints: found, state }) {
  if (state !== "submitted") return null;
  if (!found.length) return h("section", { "data-key": "hints" }, message("ok", h("p", null, t("application.no-hints"))));
  return h(
    "section",
    { "data-key": "hints" },
    message(
      found.some((hint) => hint.match === "email-taken") ? "fail" : "wait",
      h("h2", null, t("application.hints")),
      h("ul", null, found.map((hint) => h("li", null, hintText(hint)))),
      h("p", null, t("application.hints-text")),
    ),
  );
}

/** Another branch's customers have no name here (STAFF-1). */
function hintText({ match, what, name = t("application.name-hidden"), branch }) {
  return t(`application.${match}`, { what: t(`application.of-${what}`), name, branch });
}
