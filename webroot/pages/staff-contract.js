// One contract for the branch, live: who is at which stage, what can be done, what was done; when all have signed, 締結
// with the bank's seal (CONTRACT-6).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/seal-mark.js";
import { confirmed } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { chip, fact, factsOf, signable, signerChip, stageSentence, stagesOf, standingOf, stateChip } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { message, whileBusy } from "/lib/forms.js";
import { date, dateTime, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { idFromPath, needSession, openPage, showFailure } from "/lib/page.js";
import { Paper } from "/lib/paper.js";
import { bankName, service } from "/lib/service.js";
import { acts, relation, remindOne } from "/pages/staff/contract-acts.js";
import { History } from "/pages/staff/contract-history.js";

openPage("contract.title");
const id = idFromPath();
const path = `/api/staff/contracts/${id}`;
const session = await needSession("staff");
const line = new LiveLine("staff");
$("app-header").session = session;
$("app-header").line = line;
const bank = bankName(await service);
const paper = new Paper(`${path}/documents`, draw);
const history = new History(path, draw);
let contract = null;
/** What is said above the page: kind and text, after an act. */
let word = null;
const page = {
  path,
  accept,
  say,
  today,
  get contract() {
    return contract;
  },
};

try {
  accept(await api.get(path));
  line.subscribe(`contract:${id}`, { snapshot: accept, event: accept });
} catch (problem) {
  showFailure("contract.title", problem);
}

function accept(next) {
  if (contract && next.version < contract.version) return;
  contract = next;
  paper.documents = contract.documents;
  document.title = `${contract.summary} | ${t("app.name")}`;
  draw();
  history.follow(contract.version);
}

function say(kind, text) {
  word = text && { kind, text };
  draw();
}

/** The bank's day. */
function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
}

function draw() {
  $("#page").removeAttribute("aria-busy");
  const first = contract.signers.find((s) => s.standing === "borrower") ?? contract.signers[0];
  render(
    $("#page"),
    h(
      "header",
      { class: "contract-head" },
      h("div", { class: "row" }, stateChip(contract.state, contract.outcome),
        contract.kind === "cancellation" && chip("", t("contract.cancellation")),
        contract.late && chip("fail", t("staff-contract.late")),
        h("span", { class: "soft" }, first?.organization)),
      h("h1", null, contract.summary),
    ),
    word && message(word.kind, h("p", { role: word.kind === "ok" ? "status" : "alert" }, word.text)),
    relation(page),
    !word &&
      new URLSearchParams(location.search).has("sent") &&
      contract.state === "signing" &&
      message("ok", h("p", null, t("staff-contract.sent"))),
    conclusion(),
    acts(page),
    h(
      "div",
      { class: "staff-facts" },
      h(
        "section",
        { class: "card", "aria-labelledby": "watch" },
        h("h2", { id: "watch" }, t("contract.signers")),
        h("ol", { class: "watch", "aria-live": "polite" }, contract.signers.map(signer), sealRow()),
      ),
      h(
        "section",
        { class: "card", "aria-labelledby": "facts" },
        h("h2", { id: "facts" }, t("sign.facts")),
        factsOf(
          { ...contract, officer: { branch: contract.branch.name, name: contract.officer.name } },
          contract.sentAt && fact(t("staff-contract.sent-at"), dateTime(contract.sentAt)),
          contract.signedAt && fact(t("staff-contract.signed-at"), dateTime(contract.signedAt)),
          contract.concludedAt && fact(t("contract.concluded"), dateTime(contract.concludedAt)),
          contract.repaidOn && fact(t("contract.repaid-on"), date(contract.repaidOn)),
          contract.endedAt && fact(t("contract.ended-at"), dateTime(contract.endedAt)),
          contract.keptUntil && fact(t("contract.kept-until"), date(contract.keptUntil)),
          contract.endReason && fact(t("withdraw.reason"), h("span", { class: "lines" }, contract.endReason)),
        ),
      ),
    ),
    h("div", { class: "contract-desk" }, h("div", { class: "left" }, paper.list()), paper.desk()),
    history.section(),
  );
}

function conclusion() {
  if (contract.state !== "signed") return null;
  return h(
    "section",
    { class: "card conclude", "aria-labelledby": "conclude" },
    h(
      "div",
      null,
      h("h2", { id: "conclude" }, t("conclude.title")),
      h("p", { class: "soft" }, t(contract.may?.conclude ? "conclude.text" : "conclude.not-you")),
    ),
    contract.may?.conclude &&
      h("button", { type: "button", id: "conclude-button", class: "button seal", onClick: ask }, t("conclude.act")),
  );
}

async function ask() {
  if (
    !(await confirmed({
      title: t("conclude.sure"),
      text: t("conclude.sure-text", { n: signable(contract.documents).length, bank }),
      yes: t("conclude.yes"),
      seal: true,
    }))
  )
    return;
  await whileBusy($("#conclude-button"), async () => {
    word = null;
    try {
      accept(await api.post(`${path}/conclusion`));
    } catch (problem) {
      word = { kind: "fail", text: problem.message };
      accept(await api.get(path));
    }
  });
}

function several() {
  return new Set(contract.signers.map((s) => s.turn)).size > 1;
}

function signer(s) {
  const below = [
    s.organization !== s.name && s.organization,
    standingOf(s),
    several() && t("signer.turn", { n: s.turn }),
  ].filter(Boolean);
  return h(
    "li",
    { "data-key": s.id },
    h(
      "div",
      { class: "head" },
      h("seal-mark", { name: s.name, date: s.signedAt }),
      h("div", { class: "who" }, h("b", null, s.name), h("span", null, below.join("・")), h("span", null, doing(s)), reminded(s)),
      remindOne(page, s),
      s.gone ? chip("fail", t("signer-state.gone")) : signerChip(s.state),
    ),
    s.step === "signing" && stagesOf(contract.documents, s.progress ?? []),
  );
}

/** When he was last asked once more. */
function reminded(s) {
  return (
    s.remindedAt &&
    s.state === "invited" &&
    h("span", null, t("remind.last", { n: s.reminders, at: dateTime(s.remindedAt) }))
  );
}

/** What this signer is at, in words. */
function doing(s) {
  if (s.gone) return h("b", { class: "wrong-mark" }, t("signer.gone"));
  if (s.state === "refused") return t("signer.comment", { comment: s.comment ?? "" });
  if (s.signedAt) return dateTime(s.signedAt, true);
  if (s.step === "signing") return stageSentence(contract.documents, s.progress ?? []);
  if (s.state === "waiting") return t("party.wait");
  return s.step === "read"
    ? t("party.read", { done: s.opened, of: contract.documents.length })
    : t(`party.${s.step ?? "none"}`);
}

function sealRow() {
  const { state, progress } = contract.seal;
  return h(
    "li",
    { "data-key": "bank" },
    h(
      "div",
      { class: "head" },
      h("seal-mark", { name: bank, date: contract.concludedAt }),
      h(
        "div",
        { class: "who" },
        h("b", null, bank),
        h("span", null, t("standing.bank")),
        contract.concludedAt && h("span", null, dateTime(contract.concludedAt, true)),
      ),
      signerChip({ none: "waiting", signing: "signing", signed: "signed" }[state]),
    ),
    state === "signing" && stagesOf(contract.documents, progress ?? []),
  );
}
