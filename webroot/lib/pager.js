// Pages of a list.

import { h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";

/** Buttons to the pages before and after; nothing where all fits on one page. */
export function pager({ total, more = false, size, page, go }) {
  const pages = Math.ceil(total / size);
  if (pages <= 1) return null;
  const button = (label, target, enabled) =>
    h("button", { type: "button", class: "button quiet small", disabled: !enabled, onClick: () => go(target) }, label);
  return h(
    "nav",
    { class: "pager", "aria-label": t("pager.label") },
    button(t("pager.before"), page - 1, page > 1),
    h("span", null, t(more ? "pager.where-more" : "pager.where", { page, pages, total })),
    button(t("pager.after"), page + 1, page < pages),
  );
}
