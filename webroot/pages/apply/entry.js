// Step 1, お申込み情報の入力: first what one is, then the fields of that kind.

import "/elements/data-form.js";
import { $, h } from "/lib/dom.js";
import { findDraft } from "/lib/draft.js";
import { t } from "/lib/i18n.js";

let refused = null;

/** Shows what the server refused when the form is back. */
export function refuse(problem) {
  refused = problem;
}

export function main(applying) {
  return h(
    "form",
    {
      id: "form",
      novalidate: true,
      "data-key": "entry-form",
      onSubmit: (e) => (e.preventDefault(), next(applying)),
    },
    h(
      "section",
      { class: "card" },
      h("h2", null, t("apply.kind")),
      h(
        "fieldset",
        { class: "field", "data-key": "kind" },
        h(
          "legend",
          { class: "legend" },
          t("form.label.kind"),
          h("span", { class: "must" }, t("field.must")),
        ),
        h("p", { class: "hint" }, t("apply.kind-hint")),
        h("div", { class: "kinds" }, applying.kinds.map((kind) => choice(applying, kind))),
        h("p", { class: "wrong", id: "kind-wrong", hidden: true }, t("field.choose")),
      ),
    ),
    applying.kind &&
      h("data-form", {
        form: `application-${applying.kind}`,
        draft: applying.draftOf(applying.kind),
        "data-key": applying.kind,
        ".options": { branch: applying.branches },
        ".values": given(applying),
      }),
  );
}

const choice = (applying, kind) =>
  h(
    "label",
    { class: "tick" },
    h("input", {
      type: "radio",
      name: "kind",
      value: kind,
      id: `kind-${kind}`,
      ".checked": applying.kind === kind,
      onChange: () => {
        $("#kind-wrong").hidden = true;
        applying.choose(kind);
      },
    }),
    h("span", null, h("b", null, t(`form.option.kind.${kind}`)), h("small", null, t(`apply.who.${kind}`))),
  );

/** What was sent before, what another kind's form has in common with this one, and the leaflet's branch. */
function given(applying) {
  const { kind } = applying;
  const wanted = new URLSearchParams(location.search).get("branch");
  const known = applying.branches.some((branch) => branch.value === wanted);
  const others = applying.kinds.filter((other) => other !== kind).map((other) => findDraft(applying.draftOf(other)));
  const sent = applying.current.fields;
  const { kind: _, ...before } = Object.assign({}, ...others, sent && { ...sent, emailAgain: sent.email });
  for (const name of ["name", "nameKana", "nameLatin"]) if (sent?.kind !== kind) delete before[name];
  return { ...(known && { branch: wanted }), ...before };
}

export function bar() {
  return [
    h("p", { class: "why" }, t("apply.entry-why")),
    h("button", { type: "submit", form: "form", id: "next", class: "button" }, t("apply.to-confirm")),
  ];
}

export async function after() {
  const fields = $("data-form");
  if (!refused || !fields) return;
  const problem = refused;
  refused = null;
  await fields.ready;
  fields.refuse(problem);
}

async function next(applying) {
  const fields = $("data-form");
  if (!fields) {
    $("#kind-wrong").hidden = false;
    $("#kind-corporation").focus();
    return;
  }
  await fields.ready;
  if (fields.take()) applying.go("confirm");
}
