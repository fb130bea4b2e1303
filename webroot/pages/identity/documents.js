// The documents: a kind for each part, a place for each of its files, 「送信」 when all are there and clean (DOC-2, DOC-3, DOC-4).

import { confirmed } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { field, message, whileBusy } from "/lib/forms.js";
import { lang, t } from "/lib/i18n.js";
import { place } from "/pages/identity/place.js";

export const title = () => "identity.documents-title";

const draft = (request, part) => `identity.${request.id}.${part}`;

/** The kind whose places are shown: that of the files that are there, else the one chosen in this browser. */
function kindOf(request, part) {
  const chosen = part.chosenKind ?? findDraft(draft(request, part.part));
  return part.kinds.find((k) => k.kind === chosen);
}

export function main(desk) {
  const { request } = desk;
  return [
    request.state === "returned" &&
      message("wait", h("h2", null, t("identity.returned")), h("p", { class: "as-typed" }, request.returnReason)),
    request.scanner === "down" && message("wait", h("p", { role: "status" }, t("identity.scanner-down"))),
    request.scanner === "none" && message("wait", h("p", null, t("identity.scanner-none"))),
    h(
      "div",
      null,
      request.parts.length > 1 && h("p", null, t("identity.documents-order")),
      h("p", null, t("identity.documents-text")),
      h("p", { class: "soft" }, t("identity.endings", { limit: Math.floor(request.largestFile / 1048576) })),
    ),
    request.parts.map((p) => part(desk, p)),
  ];
}

function part(desk, p) {
  const { request } = desk;
  const kind = kindOf(request, p);
  const id = `kind-${p.part}`;
  return h(
    "section",
    { class: "card stack part", "aria-labelledby": `part-${p.part}`, "data-key": p.part },
    h("h2", { id: `part-${p.part}` }, t(`identity.part-${p.part}`)),
    field({
      id,
      label: t(`identity.choose-${p.part}`),
      must: true,
      control: h(
        "select",
        { id, onChange: (e) => choose(desk, p, e.target) },
        h("option", { value: "", selected: !kind }, t("identity.choose")),
        p.kinds.map((k) => h("option", { value: k.kind, selected: k === kind }, k.name[lang])),
      ),
    }),
    kind &&
      h(
        "ol",
        { class: "places" },
        kind.files.map((f) =>
          place(
            desk,
            { part: p.part, kind: kind.kind, position: f.position, label: f.label[lang] },
            p.files.find((sent) => sent.kind === kind.kind && sent.position === f.position),
          ),
        ),
      ),
  );
}

/** Another kind: files of the one before would prove nothing, so they go, if the customer says so. */
async function choose(desk, p, select) {
  const { request } = desk;
  const next = select.value;
  if (p.files.length) {
    const sure = await confirmed({
      title: t("identity.other-kind"),
      text: t("identity.other-kind-text", { n: p.files.length }),
      yes: t("identity.other-kind-yes"),
    });
    if (!sure) {
      select.value = p.chosenKind;
      return;
    }
    for (const file of p.files)
      if (!(await desk.act(() => api.del(`/api/certificate-request/files/${file.id}`)))) {
        select.value = p.chosenKind;
        return;
      }
  }
  keepDraft(draft(request, p.part), next || undefined);
  desk.draw();
}

/** Why 「送信」 does not go yet, or "". */
function why(request) {
  const { parts, missing, maySubmit } = request;
  if (maySubmit) return "";
  const states = parts.flatMap((p) => p.files.map((f) => f.state));
  if (states.some((s) => s === "queued" || s === "scanning")) return t("identity.why-scanning");
  if (states.includes("waiting")) return t("identity.why-waiting");
  const unchosen = parts.find((p) => !kindOf(request, p));
  if (unchosen) return t(`identity.why-${unchosen.part}`);
  const files = (m) => (m.kind ? 1 : kindOf(request, parts.find((p) => p.part === m.part)).files.length);
  return t("identity.why-files", { n: missing.reduce((n, m) => n + files(m), 0) });
}

export function bar(desk) {
  const { request } = desk;
  const reason = why(request);
  return [
    h("a", { class: "button quiet", href: "/account" }, t("back")),
    h("p", { class: "why", id: "why" }, reason || t("identity.may-send")),
    h(
      "button",
      {
        type: "button",
        id: "send",
        class: "button",
        "aria-disabled": reason ? "true" : "false",
        "aria-describedby": "why",
        onClick: () => reason || send(desk),
      },
      t("identity.send"),
    ),
  ];
}

const send = (desk) =>
  whileBusy($("#send"), () =>
    desk.act(() => api.post("/api/certificate-request/submission", { version: desk.request.version })),
  );

/** What a listener is told when a scan has ended, or nothing. */
export function news(before, now) {
  const files = (request) => request?.parts?.flatMap((p) => p.files) ?? [];
  const old = new Map(files(before).map((f) => [f.id, f.state]));
  return files(now)
    .filter((f) => old.has(f.id) && old.get(f.id) !== f.state && !["queued", "scanning"].includes(f.state))
    .map((f) => t("identity.news", { name: f.fileName, state: t(`identity.state-${f.state}`) }))
    .join(" ");
}
