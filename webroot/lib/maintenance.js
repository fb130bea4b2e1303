// Maintenance that customers should know of (LOGIN-9): announced beforehand, and met when it begins.

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { dateTime, t } from "/lib/i18n.js";
import { service } from "/lib/service.js";

/** What is announced, as a message box; null where there is nothing to say. */
export async function announcement() {
  const next = (await service)?.maintenance?.next;
  if (!next?.announced) return null;
  return message(
    "wait",
    h("p", null, h("b", null, t("maintenance.soon-title"))),
    h("p", null, t("maintenance.soon", { from: dateTime(next.from), until: dateTime(next.until) })),
  );
}
