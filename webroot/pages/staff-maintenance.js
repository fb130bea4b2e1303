// メンテナンス as head office plans it (LOGIN-9): windows beside the monthly one.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { confirmed } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { clearProblem, field, message, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { dateTime, t } from "/lib/i18n.js";
import { momentOf } from "/lib/moments.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

const DRAFT = "staff-maintenance";
openPage("staff-maintenance.title");
const session = await needSession("staff");
$("app-header").session = session;
let typed = findDraft(DRAFT) ?? {};
let state = null;
let notice = null;
await load();

async function load() {
  try {
    state = await api.get("/api/staff/maintenance-windows");
    draw();
  } catch (problem) {
    showFailure("staff-maintenance.title", problem);
  }
}

function draw() {
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("header", null, h("h1", null, t("staff-maintenance.title"))),
    h("p", { class: "soft" }, t("staff-maintenance.about")),
    h("div", { id: "told", role: "status" }, notice),
    standing(),
    h(
      "section",
      { class: "stack", "aria-labelledby": "entered" },
      h("h2", { id: "entered" }, t("staff-maintenance.entered")),
      state.items.length
        ? h("ul", { class: "edited" }, state.items.map(row))
        : h("div", { class: "card empty" }, h("p", null, t("staff-maintenance.none"))),
    ),
    state.mayPlan ? form() : h("p", { class: "soft" }, t("staff-maintenance.read-only")),
  );
}

function standing() {
  const { now, until, next } = state;
  const span = ({ from, until: end }) => t("staff-maintenance.span", { from: dateTime(from), until: dateTime(end) });
  return h(
    "dl",
    { class: "facts card" },
    h("div", null, h("dt", null, t("staff-maintenance.now")), h("dd", null, now ? t("maintenance.until", { until: dateTime(until) }) : t("staff-maintenance.open"))),
    next && h("div", null, h("dt", null, t("staff-maintenance.next")), h("dd", null, span(next))),
  );
}

function row(item) {
  const when = t("staff-maintenance.span", { from: dateTime(item.from), until: dateTime(item.until) });
  return h(
    "li",
    { "data-key": item.id, class: "card" },
    h("div", { class: "what" }, h("h3", null, when), h("p", { class: "soft small" }, [item.note, item.enteredBy].filter(Boolean).join("　"))),
    state.mayPlan &&
      h(
        "button",
        { class: "button quiet small", type: "button", "aria-label": t("staff-maintenance.delete-one", { when }), onClick: () => remove(item, when) },
        t("staff-maintenance.delete"),
      ),
  );
}

async function remove(item, when) {
  if (!(await confirmed({ title: t("staff-maintenance.delete-title"), text: when, yes: t("staff-maintenance.delete") }))) return;
  try {
    await api.del(`/api/staff/maintenance-windows/${item.id}`);
    notice = message("ok", h("p", null, t("staff-maintenance.deleted")));
  } catch (problem) {
    notice = message("fail", h("p", null, problem.message));
  }
  await load();
}

function moment(edge) {
  return momentOf(typed[`${edge}Day`] ?? "", typed[`${edge}Time`] ?? "");
}

function form() {
  const input = (name, props) =>
    h("input", {
      id: name,
      autocomplete: "off",
      maxlength: 40,
      ".value": typed[name] ?? "",
      onInput: (e) => {
        typed[name] = e.target.value;
        keepDraft(DRAFT, typed);
        draw();
      },
      ...props,
    });
  const edge = (name) =>
    h(
      "fieldset",
      { class: "stack unframed" },
      h("legend", { class: "legend" }, t(`staff-maintenance.${name}`)),
      h(
        "div",
        { class: "beside" },
        field({ id: `${name}Day`, label: t("staff-maintenance.day"), hint: t("staff-maintenance.day-hint"), control: input(`${name}Day`, { "aria-describedby": `${name}Day-hint` }) }),
        field({ id: `${name}Time`, label: t("staff-maintenance.time"), hint: t("staff-maintenance.time-hint"), control: input(`${name}Time`, { "aria-describedby": `${name}Time-hint` }) }),
      ),
      h("p", { class: "small", "aria-live": "polite" }, moment(name) ? t("staff-maintenance.read-as", { at: dateTime(moment(name)) }) : ""),
    );
  return h(
    "form",
    { id: "form", class: "card stack loose", novalidate: true, onSubmit: add },
    h("h2", null, t("staff-maintenance.add")),
    edge("from"),
    edge("until"),
    field({ id: "note", label: t("staff-maintenance.note"), control: input("note", { maxlength: 200 }) }),
    h("div", { class: "row" }, h("button", { class: "button", type: "submit" }, t("staff-maintenance.enter"))),
  );
}

function add(e) {
  e.preventDefault();
  const target = e.currentTarget;
  whileBusy($("[type=submit]", target), async () => {
    clearProblem(target);
    const wrong = ["from", "until"].filter((name) => !moment(name));
    if (wrong.length)
      return showComplaints(
        target,
        t("form.incomplete"),
        wrong.map((name) => ({ field: `${name}Day`, message: t(`staff-maintenance.${name}-wrong`) })),
      );
    const body = { from: moment("from"), until: moment("until"), note: typed.note ?? "" };
    const days = t("staff-maintenance.span", { from: dateTime(body.from), until: dateTime(body.until) });
    if (!(await confirmed({ title: t("staff-maintenance.sure"), text: days, yes: t("staff-maintenance.enter") }))) return;
    try {
      await api.post("/api/staff/maintenance-windows", body);
    } catch (problem) {
      return showProblem(target, problem, { from: "fromDay", until: "untilDay" });
    }
    typed = {};
    keepDraft(DRAFT, undefined);
    notice = message("ok", h("p", null, t("staff-maintenance.done")));
    await load();
    focusOn($("#told"));
  });
}
