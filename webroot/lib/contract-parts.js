// Parts that several pages show of a contract: states in words, facts, signers, where each document stands.

import "/elements/seal-mark.js";
import { h } from "/lib/dom.js";
import { date, dateTime, money, t, tOr } from "/lib/i18n.js";
import { message } from "/lib/forms.js";

/** While a deadline matters, or mattered. */
const UNSIGNED = new Set(["signing", "withdrawn", "refused"]);
const MARKS = { todo: "●", busy: "…", ok: "✓", fail: "×", "": "○" };

/** A state in words with a mark before it: colour never speaks alone. */
export const chip = (kind, text) => h("span", { class: `chip ${kind}`, "data-mark": MARKS[kind] }, text);

const SIGNING = { unsigned: "todo", signing: "busy", signed: "ok", refused: "fail" };
const PROGRESS = { "in-force": "ok", refused: "fail", withdrawn: "fail", concluding: "busy" };
const SIGNER = { invited: "todo", signing: "busy", signed: "ok", refused: "fail" };

export const signingChip = (status) => chip(SIGNING[status] ?? "", t(`signing-status.${status}`));
/** 契約進捗; an ended contract says how it ended: 完済 or 取消合意済. */
export const stateChip = (state, outcome) => chip(PROGRESS[state] ?? "", t(`state.${outcome ?? state}`));
/** 署名立場; whoever signs for himself and not for his organization is told so. */
export const standingOf = (seat) =>
  t(`standing.${seat.standing}`) + (seat.capacity === "personal" ? t("capacity.personal") : "");
export const signerChip = (state) => chip(SIGNER[state] ?? "", t(`signer-state.${state}`));

/** One line of facts. */
export const fact = (name, ...value) => h("div", null, h("dt", null, name), h("dd", null, value));

/** A cancellation agreement 取消合意, and the contract that it cancels, lead to each other. */
const other = (name, contract) =>
  contract &&
  fact(t(name), h("a", { class: "mono", href: `/contracts/${contract.id}` }, contract.number));

/** How the contract came about and ended, for customers. */
export const courseOf = (contract) => [
  contract.concludedAt && fact(t("contract.concluded"), dateTime(contract.concludedAt)),
  contract.repaidOn && fact(t("contract.repaid-on"), date(contract.repaidOn)),
  contract.endReason && fact(t("withdraw.reason"), h("span", { class: "lines" }, contract.endReason)),
  contract.outcome === "cancelled" && fact(t("contract.cancelled"), dateTime(contract.endedAt)),
  other("contract.cancels", contract.cancels),
  other("contract.cancelled-by", contract.cancelledBy),
];

/** What the contract is about. */
export function factsOf(contract, ...more) {
  return h(
    "dl",
    { class: "facts" },
    fact(t("contract.amount"), h("span", { class: "big" }, money(contract.amount))),
    fact(t("contract.planned"), date(contract.plannedOn)),
    fact(t("contract.applied"), date(contract.appliedOn)),
    contract.signBy && UNSIGNED.has(contract.state) && fact(t("contract.sign-by"), date(contract.signBy)),
    fact(t("contract.number"), h("span", { class: "mono" }, contract.number)),
    contract.officer &&
      fact(t("contract.officer"), [contract.officer.branch, contract.officer.name].filter(Boolean).join("　")),
    more,
  );
}

/** Who signs, in order, with a seal where it was done. */
export function signersOf(contract, bank) {
  const several = new Set(contract.signers.map((s) => s.turn)).size > 1;
  const row = (name, below, signedAt, state, extra) =>
    h(
      "li",
      null,
      h("seal-mark", { name, date: signedAt }),
      h(
        "div",
        { class: "who" },
        h("b", null, name),
        h("span", null, below),
        signedAt && h("span", null, dateTime(signedAt)),
        extra,
      ),
      state,
    );
  return h(
    "ol",
    { class: "signers" },
    contract.signers.map((s) =>
      row(
        s.name,
        [
          s.organization !== s.name && s.capacity !== "personal" && s.organization,
          standingOf(s),
          several && t("signer.turn", { n: s.turn }),
          s.me && t("signer.me"),
        ]
          .filter(Boolean)
          .join("・"),
        s.signedAt,
        signerChip(s.state),
        s.comment && h("span", null, t("signer.comment", { comment: s.comment })),
      ),
    ),
    bank &&
      row(
        bank,
        t("standing.bank"),
        contract.concludedAt,
        chip(
          contract.concludedAt ? "ok" : contract.state === "concluding" ? "busy" : "",
          t(
            contract.concludedAt
              ? "signer-state.signed"
              : contract.state === "concluding"
                ? "signer-state.signing"
                : "signer-state.waiting",
          ),
        ),
      ),
  );
}

/** What holds a signature up, in words. */
export const troubleText = (code, attempts) =>
  tOr(`trouble.${code}`, "trouble.unknown") + (attempts > 1 ? t("trouble.attempts", { n: attempts }) : "");

/** What is signed; an explanation is read and ticked only. */
export const signable = (documents) => documents.filter((d) => d.kind === "contract");

/** How far the signing of each document is. */
export function stagesOf(all, progress) {
  const documents = signable(all);
  const byId = new Map(progress.map((p) => [p.document, p]));
  return h(
    "ul",
    { class: "stages" },
    documents.map((document) => {
      const p = byId.get(document.id) ?? { stage: "waiting", step: 0, steps: 7 };
      const sealed = p.stage === "sealed";
      return h(
        "li",
        { "data-key": document.id },
        h(
          "div",
          { class: "words" },
          h("b", null, document.title),
          h("span", null, sealed ? `✓ ${t("stage.sealed")}` : t(`stage.${p.stage}`)),
        ),
        h("progress", {
          class: sealed && "sealed",
          max: p.steps,
          ".value": sealed ? p.steps : p.step,
          "aria-label": t("stage.label", { title: document.title }),
        }),
        p.trouble && message("wait", h("p", null, troubleText(p.trouble, p.attempts))),
      );
    }),
  );
}

/** The whole in one sentence, for those who listen: 'Timestamping document 2 of 3'. */
export function stageSentence(all, progress) {
  const documents = signable(all);
  const at = documents.findIndex((d) => progress.find((p) => p.document === d.id)?.stage !== "sealed");
  if (at < 0) return t("stage.all-sealed");
  const stage = progress.find((p) => p.document === documents[at].id)?.stage ?? "waiting";
  return t("stage.sentence", { n: at + 1, of: documents.length, stage: t(`stage.${stage}`) });
}
