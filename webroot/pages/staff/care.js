// 引き受ける: who looks after a contract that needs somebody; taken on and laid down on the spot.

import { told } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";

/** Who does, since when, and the button; `acting` is null for those who may only look. */
export function careOf(row, acting) {
  const { care, trouble, organization } = row;
  if (!trouble) return null;
  const mine = care && care.id === acting?.me;
  const button = (act, label) =>
    h(
      "button",
      {
        type: "button",
        class: "button quiet small",
        "aria-label": t(`dashboard.${label}-label`, { organization }),
        onClick: (e) => change(e.currentTarget, row, act, acting),
      },
      t(`dashboard.${label}`),
    );
  if (!care) return acting && h("div", { class: "care" }, button("post", "take"));
  return h(
    "div",
    { class: "care" },
    h(
      "span",
      null,
      mine ? t("dashboard.taken-mine") : t("dashboard.taken", care),
      " ",
      h("span", { class: "soft", "data-since": care.since }),
    ),
    acting && button("del", "lay-down"),
  );
}

async function change(button, row, act, { changed }) {
  await whileBusy(button, async () => {
    try {
      const fresh = await (act === "post" ? api.post : api.del)(`/api/staff/contracts/${row.id}/care`);
      changed(fresh, t(act === "post" ? "dashboard.done-taken" : "dashboard.done-laid-down", row));
    } catch (problem) {
      await told({ title: problem.title ?? t("dashboard.take"), text: problem.message });
    }
  });
}
