// Maintenance that customers should know of (LOGIN-9): announced beforehand, and met when it begins.

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { dateTime, t, time } from "/lib/i18n.js";
import { service } from "/lib/service.js";

const NEAR_MS = 60 * 60 * 1000;
const LONGEST_TIMER_MS = 24 * NEAR_MS;

const span = ({ from, until }) => t("maintenance.soon", { from: dateTime(from), until: dateTime(until) });

/** When the service rests next, in small print; null where nothing is planned. */
export async function nextMaintenance() {
  const next = (await service)?.maintenance?.next;
  return next ? h("section", null, h("h2", null, t("maintenance.next-title")), h("p", null, span(next))) : null;
}

/** What is announced, as a message box; null where there is nothing to say. */
export async function announcement() {
  const next = (await service)?.maintenance?.next;
  if (!next?.announced) return null;
  return message(
    "wait",
    h("p", null, h("b", null, t("maintenance.soon-title"))),
    h("p", null, span(next)),
  );
}

/** Whoever works on when maintenance is near is told in the header, and sees its page when it begins. */
export async function watchMaintenance(show) {
  const next = (await service)?.maintenance?.next;
  if (!next) return;
  const left = () => Date.parse(next.from) - Date.now();
  const look = () => left() < NEAR_MS && show(t("maintenance.near", { from: time(next.from), until: dateTime(next.until) }));
  look();
  setTimeout(look, Math.min(Math.max(0, left() - NEAR_MS + 1000), LONGEST_TIMER_MS));
}
