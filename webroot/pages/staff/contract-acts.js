// What staff do with a contract beside concluding it (CONTRACT-6): remind, move the deadline, withdraw, mark repaid, cancel.
// Each act is offered only where the server says that it may be; whoever was overtaken sees what changed.

import { shown } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, message, showComplaints, showProblem, whileBusy } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";

const LONGEST = 500;

/** The card with the acts that are possible now; none where nothing is. */
export function acts(page) {
  const { may } = page.contract;
  const buttons = [
    may.remind && button("remind", "remind.all", () => remind(page)),
    may.deadline && button("deadline", "deadline.begin", () => askDeadline(page)),
    may.repay && button("repay", "repay.begin", () => askRepayment(page)),
    may.cancel &&
      h("a", { class: "button quiet", href: `/staff/contracts/new?cancels=${page.contract.id}` }, t("cancel-contract.begin")),
    may.withdraw && button("withdraw", "withdraw.begin", () => askWithdrawal(page)),
  ].filter(Boolean);
  return (
    buttons.length > 0 &&
    h(
      "section",
      { class: "card", "aria-labelledby": "acts", "data-key": "acts" },
      h("h2", { id: "acts" }, t("staff-contract.acts")),
      h("div", { class: "row" }, buttons),
    )
  );
}

const button = (id, key, onClick) => h("button", { type: "button", id, class: "button quiet", onClick }, t(key));

/** The button at one signer's row. */
export const remindOne = (page, signer) =>
  page.contract.may.remind &&
  signer.state === "invited" &&
  !signer.gone &&
  h(
    "button",
    {
      type: "button",
      class: "button quiet small",
      id: `remind-${signer.id}`,
      "aria-label": t("remind.one-label", { name: signer.name }),
      onClick: () => remind(page, signer),
    },
    t("remind.one"),
  );

async function remind(page, signer = null) {
  await whileBusy($(signer ? `#remind-${signer.id}` : "#remind"), async () => {
    try {
      page.accept(await api.post(`${page.path}/reminders`, { signerId: signer?.id ?? null }));
      page.say("ok", signer ? t("remind.done-one", { name: signer.name }) : t("remind.done"));
    } catch (problem) {
      await overtaken(page, problem);
    }
  });
}

function askDeadline(page) {
  const { contract } = page;
  ask(page, {
    id: "deadline-dialog",
    title: t("deadline.title"),
    text: contract.signBy ? t("deadline.now", { date: date(contract.signBy) }) : t("deadline.none-now"),
    control: field({
      id: "signBy",
      label: t("contract.sign-by"),
      hint: t("deadline.hint"),
      control: h("input", {
        id: "signBy",
        type: "date",
        min: page.today(),
        ".value": contract.signBy ?? "",
        "aria-describedby": "signBy-hint",
      }),
    }),
    yes: t("deadline.move"),
    send: (termsVersion) => api.put(`${page.path}/deadline`, { termsVersion, signBy: $("#signBy").value || null }),
    done: t("deadline.done"),
  });
}

function askRepayment(page) {
  ask(page, {
    id: "repay-dialog",
    title: t("repay.title"),
    text: t("repay.text"),
    control: field({
      id: "repaidOn",
      label: t("contract.repaid-on"),
      must: true,
      control: h("input", { id: "repaidOn", type: "date", max: page.today(), ".value": page.today() }),
    }),
    missing: () => !$("#repaidOn").value && { field: "repaidOn", message: t("repay.missing") },
    yes: t("repay.act"),
    send: (termsVersion) => api.post(`${page.path}/repayment`, { termsVersion, repaidOn: $("#repaidOn").value }),
    done: t("repay.done"),
  });
}

function askWithdrawal(page) {
  ask(page, {
    id: "withdraw-dialog",
    title: t("withdraw.title"),
    text: t("withdraw.text"),
    control: field({
      id: "reason",
      label: t("withdraw.reason"),
      hint: t("withdraw.hint"),
      must: true,
      control: h("textarea", { id: "reason", maxlength: LONGEST, "aria-describedby": "reason-hint" }),
    }),
    missing: () => !$("#reason").value.trim() && { field: "reason", message: t("withdraw.missing") },
    yes: t("withdraw.act"),
    seal: true,
    send: (termsVersion) => api.post(`${page.path}/withdrawal`, { termsVersion, reason: $("#reason").value.trim() }),
    done: t("withdraw.done"),
  });
}

/** Asks in a dialog; what stood on the page when it opened is what is decided about. */
function ask(page, act) {
  const { state } = page.contract;
  const form = h(
    "form",
    { method: "dialog", novalidate: true, onSubmit: (e) => submitted(e, page, act, state, form) },
    h("h2", { id: `${act.id}-title` }, act.title),
    h("p", { id: `${act.id}-text` }, act.text),
    act.control,
    h(
      "div",
      { class: "acts" },
      h("button", { class: "button quiet", value: "no", formnovalidate: true }, t("cancel")),
      h("button", { class: act.seal ? "button seal" : "button", value: "yes" }, act.yes),
    ),
  );
  shown(h("dialog", { id: act.id, "aria-labelledby": `${act.id}-title`, "aria-describedby": `${act.id}-text` }, form));
}

async function submitted(event, page, act, state, form) {
  if (event.submitter?.value !== "yes") return;
  event.preventDefault();
  clearProblem(form);
  const missing = act.missing?.();
  if (missing) return showComplaints(form, t("form.incomplete"), [missing]);
  if (page.contract.state !== state) return closed(page, act, "wait", t("staff-contract.overtaken"));
  await whileBusy(event.submitter, async () => {
    try {
      page.accept(await act.send(page.contract.termsVersion));
      closed(page, act, "ok", act.done);
    } catch (problem) {
      if (problem.status !== 409) return showProblem(form, problem);
      $(`#${act.id}`).close("no");
      await overtaken(page, problem);
    }
  });
}

function closed(page, act, kind, text) {
  $(`#${act.id}`).close(kind === "ok" ? "yes" : "no");
  page.say(kind, text);
}

/** Somebody was faster, or it is not possible: the page as it is now, and why. */
async function overtaken(page, problem) {
  page.say("wait", [problem.title ?? problem.message, problem.detail].filter(Boolean).join(" "));
  if (problem.status === 409) page.accept(await api.get(page.path));
}

/** What another contract has to do with this one: what it cancels, or what cancels it. */
export function relation({ contract }) {
  const { cancels, cancelledBy } = contract;
  const other = cancels ?? cancelledBy;
  if (!other) return null;
  const key = cancels ? "cancels" : contract.outcome === "cancelled" ? "cancelled" : "being-cancelled";
  return message(
    "",
    h("p", null, t(`staff-contract.${key}`), " ", h("a", { href: `/staff/contracts/${other.id}` }, other.number)),
  );
}
