// What every page inside the employer portal begins with: who is logged in, where else to go, and leaving with the session.

import { $, h } from "/lib/dom.js";
import { leaveWhenEnded, openEmployerPage } from "/lib/employer.js";
import { chip } from "/lib/contract-parts.js";
import { date, dateTime, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession } from "/lib/page.js";

const PLACES = { home: "/employer/home", account: "/employer/account", users: "/employer/users" };

/** Opens it; resolves the session. `current` is the entry of the menu that this page belongs to. */
export async function openInside(titleKey, current) {
  openEmployerPage(titleKey);
  const session = await needSession("employer");
  const line = new LiveLine("employer");
  Object.assign($("app-header"), { session, line });
  leaveWhenEnded(line);
  $("#page").before(menu(session.user, current));
  $("#page").removeAttribute("aria-busy");
  return session;
}

function menu(user, current) {
  const entries = Object.entries(PLACES).filter(([name]) => name !== "users" || user.role === "master");
  return h(
    "nav",
    { class: "inside", "aria-label": t("employer-inside.menu") },
    entries.map(([name, href]) =>
      h("a", { href, "aria-current": name === current && "page" }, t(`employer-inside.${name}`)),
    ),
  );
}

const STATES = { active: "ok", unregistered: "busy", "initial-expired": "fail", locked: "fail", blocked: "fail" };

/** Where a user stands, with the moment that belongs to it. */
export function stateOf(user) {
  const at = { locked: user.lockedUntil && dateTime(user.lockedUntil), unregistered: user.initialUntil && lastDay(user.initialUntil) }[user.state];
  return [
    chip(STATES[user.state], t(`employer-state.${user.state}`)),
    at && h("span", { class: "small soft" }, " ", t(`employer-state.${user.state}-until`, { at })),
  ];
}

/** The last day of what ends at that midnight. */
export const lastDay = (midnight) => date(new Date(Date.parse(midnight) - 1).toISOString());

/** How a user stands with certificates, in a sentence. */
export function certificateOf({ state, lastDay, daysLeft }) {
  return state === "none"
    ? t("employer-certificate.none")
    : t(`employer-certificate.${state}`, { date: date(lastDay), n: daysLeft });
}
