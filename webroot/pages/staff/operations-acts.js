// An item of a queue tried at once, or put aside: asks why first, since it stands in the audit trail.

import { shown } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { field, message, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { itemName, queueName } from "/pages/staff/operations-queues.js";

const LONGEST = 200;
/** Of this tab alone: another one has a dialog of its own. */
const KEPT = "natsuin.operations.asked";

/** What was being asked when this page was left, by whoever is here now: {queue, item, act}; or null. */
export function askedBefore(staff) {
  const kept = fromBefore();
  return kept?.staff === staff ? kept : null;
}

function fromBefore() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

function keep(asked) {
  if (asked) sessionStorage.setItem(KEPT, JSON.stringify(asked));
  else sessionStorage.removeItem(KEPT);
}

/** Nothing came of it: the item is over. */
export const forgetAsked = () => keep(null);

/**
 * Asks and acts. Resolves {what, done: true}, {what, problem} where the dialog was left before the answer came, or null where
 * it stays as it was; `act` is `retry` or `park`.
 */
export async function askWhy(staff, queue, item, act) {
  const what = t("operations.item-of", { what: itemName(item), queue: queueName(queue.name) });
  const words = t(`operations.${item.state === "parked" ? "resume" : act}`);
  const asked = { staff, queue: queue.name, item: item.id, act, reason: "" };
  const before = askedBefore(staff);
  if (before?.item === item.id && before.act === act) asked.reason = before.reason;
  const reason = h("input", {
    id: "reason",
    maxlength: LONGEST,
    autocomplete: "off",
    "aria-describedby": "reason-hint",
    required: true,
    autofocus: true,
    onInput: () => keep(Object.assign(asked, { reason: reason.value })),
  });
  reason.value = asked.reason;
  keep(asked);
  const yes = h("button", { class: "button" }, words);
  const form = h(
    "form",
    { method: "dialog", class: "stack", novalidate: true },
    h("h2", { id: "act-title" }, t("operations.act-on", { act: words, what })),
    h("p", null, t(`operations.about-${act}`)),
    field({ id: "reason", label: t("operations.reason"), hint: t("operations.reason-hint"), must: true, control: reason }),
    h("div", { class: "acts" }, h("button", { type: "button", class: "button quiet", onClick: () => dialog.close("") }, t("cancel")), yes),
  );
  const dialog = h("dialog", { id: "act-dialog", "aria-labelledby": "act-title" }, form);
  let answer = null;
  let sending = null;
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    whileBusy(yes, () => (sending = send())).then(() => (sending = null));
  });

  async function send() {
    try {
      await api.post(`/api/staff/operations/queues/${queue.name}/items/${item.id}/${act}`, { reason: reason.value });
      answer = { what, done: true };
      dialog.close("done");
    } catch (problem) {
      if (!dialog.open) answer = { what, problem };
      else if (problem.status >= 400 && problem.status < 500 && problem.status !== 422) final(problem);
      else showProblem(form, problem); // the reason stays; pressed once more it is tried once more
    }
  }

  /** However often one presses, this comes to nothing. */
  function final(problem) {
    form.replaceChildren(
      h("h2", { id: "act-title" }, problem.title ?? words),
      message("fail", h("p", null, problem.message)),
      h("div", { class: "acts" }, h("button", { type: "button", class: "button", onClick: () => dialog.close("") }, t("ok"))),
    );
    form.querySelector("button").focus();
  }

  await shown(dialog);
  keep(null);
  await sending; // Escape takes nothing back that is on its way
  return answer;
}
