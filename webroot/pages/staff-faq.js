// よくある質問 as head office edits it (HOME-2): texts in both languages, order, published or not.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { confirmed } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { clearProblem, field, message, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

const DRAFT = "staff-faq";
const TEXTS = ["question", "answer", "questionEn", "answerEn"];
openPage("staff-faq.title");
const session = await needSession("staff");
$("app-header").session = session;
let items = [];
let mayEdit = false;
let editing = findDraft(DRAFT);
let notice = null;
await load();

async function load() {
  try {
    ({ items, mayEdit } = await api.get("/api/staff/faq"));
    draw();
  } catch (problem) {
    showFailure("staff-faq.title", problem);
  }
}

function draw() {
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h(
      "header",
      { class: "row apart" },
      h("h1", null, t("staff-faq.title")),
      mayEdit && !editing && h("button", { class: "button", type: "button", onClick: () => edit({ published: true }) }, t("staff-faq.add")),
    ),
    h("p", { class: "soft" }, t(mayEdit ? "staff-faq.about" : "staff-faq.read-only")),
    h("div", { id: "told", role: "status" }, notice),
    mayEdit && editing ? form() : h("ol", { class: "edited" }, items.map(row)),
  );
}

function row(item, i) {
  return h(
    "li",
    { "data-key": item.id, class: "card" },
    h(
      "div",
      { class: "what" },
      h("h2", null, item.question),
      h(
        "p",
        { class: "row" },
        h("span", { class: `chip ${item.published ? "ok" : ""}`, "data-mark": item.published ? "✓" : "－" }, t(item.published ? "staff-faq.published" : "staff-faq.hidden")),
        !item.questionEn && h("span", { class: "chip busy", "data-mark": "！" }, t("staff-faq.no-english")),
      ),
    ),
    mayEdit &&
      h(
        "div",
        { class: "row" },
        move(item, i, -1, "staff-faq.up"),
        move(item, i, 1, "staff-faq.down"),
        h("button", { class: "button quiet small", type: "button", "aria-label": t("staff-faq.edit-one", { question: item.question }), onClick: () => edit(item) }, t("staff-faq.edit")),
        h("button", { class: "button quiet small", type: "button", "aria-label": t("staff-faq.delete-one", { question: item.question }), onClick: () => remove(item) }, t("staff-faq.delete")),
      ),
  );
}

function move(item, i, by, key) {
  const off = !items[i + by];
  return h(
    "button",
    {
      class: "icon-button",
      type: "button",
      disabled: off,
      "aria-label": t(`${key}-one`, { question: item.question }),
      onClick: (e) => reorder(i, by, e.currentTarget),
    },
    t(key),
  );
}

async function reorder(i, by, button) {
  const next = [...items];
  next.splice(i + by, 0, ...next.splice(i, 1));
  await act(() => api.put("/api/staff/faq/order", { ids: next.map((n) => n.id) }));
  if (button.isConnected && !button.disabled) button.focus();
}

/** Does it and shows what there is now; what somebody else changed meanwhile is shown with it. */
async function act(work, done) {
  notice = null;
  try {
    await work();
    notice = done ? message("ok", h("p", null, t(done))) : null;
  } catch (problem) {
    notice = message("fail", h("p", null, h("b", null, problem.title ?? problem.message)), h("p", null, problem.detail ?? ""));
  }
  await load();
}

async function remove(item) {
  const sure = await confirmed({ title: t("staff-faq.delete-title"), text: item.question, yes: t("staff-faq.delete") });
  if (sure) await act(() => api.del(`/api/staff/faq/${item.id}?version=${item.version}`), "staff-faq.deleted");
}

function edit(item) {
  notice = null;
  editing = { ...item };
  keepDraft(DRAFT, editing);
  draw();
  focusOn($("#question"));
}

function stop() {
  editing = null;
  keepDraft(DRAFT, undefined);
}

function form() {
  const changed = (name) => (e) => {
    editing[name] = e.target.type === "checkbox" ? e.target.checked : e.target.value;
    keepDraft(DRAFT, editing);
  };
  const text = (name, lang) =>
    field({
      id: name,
      label: t(`staff-faq.${name}`),
      hint: name.startsWith("answer") && t("staff-faq.answer-hint"),
      must: lang === "ja",
      control: h(name.startsWith("answer") ? "textarea" : "input", {
        id: name,
        lang,
        rows: name.startsWith("answer") ? 8 : null,
        maxlength: name.startsWith("answer") ? 4000 : 200,
        ".value": editing[name] ?? "",
        onInput: changed(name),
      }),
    });
  return h(
    "form",
    { id: "form", class: "card stack loose", novalidate: true, onSubmit: save },
    h("h2", null, t(editing.id ? "staff-faq.edit" : "staff-faq.add")),
    text("question", "ja"),
    text("answer", "ja"),
    text("questionEn", "en"),
    text("answerEn", "en"),
    h(
      "label",
      { class: "tick" },
      h("input", { type: "checkbox", id: "published", ".checked": !!editing.published, onChange: changed("published") }),
      t("staff-faq.publish"),
    ),
    h(
      "div",
      { class: "row apart" },
      h("button", { class: "button quiet", type: "button", onClick: () => (stop(), draw()) }, t("cancel")),
      h("button", { class: "button", type: "submit" }, t("staff-faq.save")),
    ),
  );
}

function save(e) {
  e.preventDefault();
  const target = e.currentTarget;
  whileBusy($("[type=submit]", target), async () => {
    clearProblem(target);
    const body = { published: !!editing.published, version: editing.version };
    for (const name of TEXTS) body[name] = editing[name] ?? "";
    try {
      if (editing.id) await api.put(`/api/staff/faq/${editing.id}`, body);
      else await api.post("/api/staff/faq", body);
    } catch (problem) {
      return showProblem(target, problem);
    }
    stop();
    await act(() => {}, "staff-faq.saved");
    focusOn($("h1"));
  });
}
