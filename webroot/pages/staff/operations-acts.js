// An item of a queue tried at once, or put aside: asks why first, since it stands in the audit trail.

import { shown } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { field, message, showProblem, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { itemName, queueName } from "/pages/staff/operations-queues.js";

const LONGEST = 200;

/** Resolves what was dealt with, or null where it was left as it is; `act` is `retry` or `park`. */
export async function askWhy(queue, item, act) {
  const what = t("operations.item-of", { what: itemName(item), queue: queueName(queue.name) });
  const words = t(`operations.${item.state === "parked" ? "resume" : act}`);
  const reason = h("input", { id: "reason", maxlength: LONGEST, autocomplete: "off", "aria-describedby": "reason-hint", required: true });
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
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    whileBusy(yes, async () => {
      try {
        await api.post(`/api/staff/operations/queues/${queue.name}/items/${item.id}/${act}`, { reason: reason.value });
        dialog.close("done");
      } catch (problem) {
        if (problem.status === 422) return showProblem(form, problem);
        form.replaceChildren(
          h("h2", { id: "act-title" }, problem.title ?? words),
          message("fail", h("p", null, problem.message)),
          h("div", { class: "acts" }, h("button", { type: "button", class: "button", autofocus: true, onClick: () => dialog.close("") }, t("ok"))),
        );
        form.querySelector("button").focus();
      }
    });
  });
  return (await shown(dialog)) === "done" ? what : null;
}
