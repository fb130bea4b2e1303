// ユーザ新規登録 (USER-1): enter, confirm, the power of attorney signed on the spot where the role needs one, done. What was
// typed and the power of attorney outlive a reload, the end of the session and the signing itself.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/mandate-signing.js";
import "/elements/paper-mandate.js";
import { api } from "/lib/api.js";
import { fact } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { findDraft, keepDraft } from "/lib/draft.js";
import { message, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "user-new.title";
const AGENT = ["familyName", "givenName", "familyKana", "givenKana", "role"];
openPage(TITLE);
const session = await needSession("mypage");
$("app-header").session = session;
$("app-header").line = new LiveLine("mypage");
const DRAFT = `new-user.${session.user.id}`;
const MANDATE = `${DRAFT}.mandate`;
let form = null;
try {
  begin(await api.get("/api/organization"));
} catch (problem) {
  showFailure(TITLE, problem);
}

function begin(account) {
  const room = account.userCount < account.userLimit;
  if (!account.mayAdd || !room) return refuse(account);
  form = new RecordForm({
    title: TITLE,
    form: "user",
    draft: DRAFT,
    steps: ["enter", "confirm", "sign", "done"],
    home: "/account",
    lead: () => [
      h("p", null, t("user-new.lead")),
      h("p", { class: "soft" }, t("account.count", { n: account.userCount, of: account.userLimit })),
    ],
    choices: session.user.credential ? {} : { mandateKind: [paperOnly()] },
    after: paperPlace,
    typed: (values) => ($("#paper-place").hidden = !onPaper(values)),
    ready: (values) => onPaper(values) && !$("paper-mandate").ready && notReady(),
    confirm: (_, values) =>
      onTheSpot(values) ? { lead: toSign(values), button: signButton(values) } : { lead: paperFact(values) },
    views: { sign: (_, values) => signing(values) },
    send,
    forget: () => keepDraft(MANDATE, undefined),
    done: (user) => [
      h("h2", null, t("user-new.done")),
      h("p", null, t("user-new.done-text", { name: user.name })),
      h("p", null, t(user.role === "viewer" ? "user-new.next-viewer" : "user-new.next")),
    ],
  });
}

function agent(values) {
  return Object.fromEntries(AGENT.map((name) => [name, values[name]]));
}
function sameAgent(values) {
  return JSON.stringify(agent(values));
}
function onTheSpot(values) {
  return values.mandateKind === "system" && !mandate(values)?.signed;
}

function onPaper({ role, mandateKind }) {
  return ["administrator", "signer"].includes(role) && mandateKind === "paper";
}

/** Who has no certificate cannot sign one on the spot. */
function paperOnly() {
  return { value: "paper", label: t("form.option.mandateKind.paper"), hint: t("user-new.paper-only") };
}

function paperPlace() {
  const kept = findDraft(MANDATE);
  const paper = h("paper-mandate", { purpose: "new-user", mandate: kept?.kind === "paper" ? kept.id : null });
  paper.addEventListener("change", ({ detail }) =>
    keepDraft(MANDATE, detail ? { id: detail.id, kind: "paper", fileName: detail.fileName } : undefined),
  );
  return h("section", { class: "card", id: "paper-place", hidden: true }, paper);
}

function notReady() {
  const message = $("paper-mandate").complaint;
  return { message, errors: [{ field: "mandate", message }] };
}

function paperFact(values) {
  const kept = mandate(values);
  return kept?.fileName && h("dl", { class: "facts" }, fact(t("form.label.mandate"), kept.fileName));
}

/** The power of attorney for exactly this person; another name or role needs another one. */
function mandate(values) {
  const kept = findDraft(MANDATE);
  if (kept?.kind !== values.mandateKind) return null;
  return kept.kind === "paper" || kept.agent === sameAgent(values) ? kept : null;
}

/** One that lapsed or was used is not held on to: the next one is made anew. */
async function send(values) {
  try {
    return await api.post("/api/users", { ...values, emailAgain: values.email, mandate: mandate(values)?.id ?? "" });
  } catch (problem) {
    if (problem.errors?.some((error) => error.field === "mandate")) keepDraft(MANDATE, undefined);
    throw problem;
  }
}

/** Drafts that nobody signs are taken away after a day. */
async function stillThere(known) {
  return known && (await api.get(`/api/mandates/${known.id}`).catch((problem) => problem.status !== 404));
}

function toSign() {
  return h("div", { class: "stack" }, h("h3", null, t("user-new.to-sign")), h("p", null, t("user-new.to-sign-text")));
}

function signButton(values) {
  const button = h("button", { type: "button", class: "button", id: "to-sign" }, t("user-new.go-sign"));
  button.addEventListener("click", () =>
    whileBusy(button, async () => {
      try {
        if (!(await stillThere(mandate(values)))) {
          const drafted = await api.post("/api/mandates", { purpose: "new-user", agent: agent(values) });
          keepDraft(MANDATE, { id: drafted.id, agent: sameAgent(values), kind: "system", signed: false });
        }
        form.go("sign");
      } catch (problem) {
        render($("#refused"), message("fail", h("p", { role: "alert" }, problem.message)));
      }
    }),
  );
  return button;
}

/** One who arrives here without a power of attorney begins at the fields. */
function signing(values) {
  const known = mandate(values);
  if (!known) {
    queueMicrotask(() => form.go("confirm"));
    return [];
  }
  const element = h("mandate-signing", { mandate: known.id });
  element.addEventListener("signed", () => {
    keepDraft(MANDATE, { ...known, signed: true });
    form.send();
  });
  element.addEventListener("back", () => form.go("confirm"));
  return [h("div", { id: "refused" }), element];
}

function refuse(account) {
  $("#page").removeAttribute("aria-busy");
  const why = account.mayAdd ? t("account.full", { n: account.userLimit }) : t("user-new.not-yours");
  render(
    $("#page"),
    h("h1", null, t(TITLE)),
    message("fail", h("p", null, why)),
    h("p", null, h("a", { class: "button quiet", href: "/account" }, t("record.home"))),
  );
}
