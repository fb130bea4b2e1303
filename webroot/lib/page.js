// What every page begins with: language, session, where to go when the session has ended.

import { api, isAway, lastUsed, onSessionEnded, Problem, reach } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t, translate } from "/lib/i18n.js";

const LOGIN = {
  mypage: "/login",
  staff: "/staff/login",
  employer: "/employer/login",
  issuance: "/employer/issue",
};
/** The portal that somebody was logged in to in this tab: only then can a session have ended. */
const IN = "natsuin.in";
const SESSION = {
  mypage: "/api/session",
  staff: "/api/staff/session",
  employer: "/api/employer/session",
  issuance: "/api/employer/issuance",
};

const AGAIN_MS = 2_000;

/** Sets the title of the window and fills the messages in. */
export function openPage(titleKey, facts) {
  const employers = $("app-header")?.getAttribute("portal") === "employer";
  document.title = `${t(titleKey, facts)} | ${t(employers ? "app.employer" : "app.name")}`;
  translate();
}

/**
 * The page cannot be shown: its title and why. Where nobody answers it is shown as soon as somebody does. A fault of our own
 * is not dressed up as an answer.
 */
export function showFailure(titleKey, problem) {
  if (!(problem instanceof Problem)) throw problem;
  if (isAway(problem)) return void showLater(titleKey);
  const place = $("#page") ?? $("#main");
  place.removeAttribute("aria-busy");
  const again = problem.status >= 500 && h("p", null, h("a", { class: "button quiet small", href: "" }, t("again")));
  render(place, titleKey && h("h1", null, t(titleKey)), message("fail", h("p", null, problem.message), again));
}

/** Nobody answers: the page says so, and begins anew when somebody does. Nothing was typed into it yet. Never resolves. */
export function showLater(titleKey) {
  const place = $("#page") ?? $("#main");
  place.removeAttribute("aria-busy");
  const sentence = h("p", { role: "status" }, t("reach.page-later"));
  render(place, titleKey && h("h1", null, t(titleKey)), message("wait", sentence));
  if (reach.away) reach.addEventListener("change", () => reach.away || location.reload());
  else setTimeout(() => location.reload(), AGAIN_MS);
  return new Promise(() => {});
}

/** A page that has no answer of its own for a server that is away, before it has shown anything. */
for (const kind of ["error", "unhandledrejection"])
  addEventListener(kind, (e) => {
    if (!isAway(e.reason ?? e.error) || !$("#page[aria-busy]")) return;
    e.preventDefault();
    showLater();
  });

/** The session of a portal; without one the reader goes to its login page and comes back here afterwards. */
export async function needSession(portal) {
  await needCookies();
  onSessionEnded(() => location.assign(loginPath(portal, sessionStorage.getItem(IN) === portal)));
  reach.probe = SESSION[portal];
  const session = await api.get(SESSION[portal]).catch(cannotBegin);
  sessionStorage.setItem(IN, portal);
  if (session.user?.mustChangePassword && location.pathname !== "/new-password") location.replace("/new-password");
  warnBeforeEnd(portal, session);
  // a page that the browser kept and shows again asks anew: somebody may have logged out since
  addEventListener("pageshow", (e) => e.persisted && api.get(SESSION[portal]).catch(() => {}));
  return session;
}

function cannotBegin(problem) {
  showFailure(null, problem);
  return new Promise(() => {}); // nothing here goes on
}

/** A browser that keeps no cookies cannot stay logged in: it gets the page that says what to switch on (LOGIN-8). */
export async function needCookies() {
  if (navigator.cookieEnabled) return;
  location.replace("/no-cookies");
  await new Promise(() => {}); // nothing here goes on
}

/** Where to log in, keeping where we are. */
export function loginPath(portal, ended = false) {
  const query = new URLSearchParams({ next: location.pathname + location.search + location.hash });
  if (ended) query.set("ended", "1");
  return `${LOGIN[portal]}?${query}`;
}

/** Where to go after login: `?next=` if it is a path of this very site, else `otherwise`. */
export function nextPath(otherwise, search = location.search) {
  const next = new URLSearchParams(search).get("next") ?? "";
  if (!/^\/[^/\\]/.test(next)) return otherwise;
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? url.pathname + url.search + url.hash : otherwise;
}

/** Two minutes before an idle session ends the reader is asked whether to go on. */
function warnBeforeEnd(portal, { idleSeconds }) {
  if (!idleSeconds) return;
  const warnAfter = Math.max(30, idleSeconds - 120) * 1000;
  setInterval(async () => {
    const dialog = $("#idle-dialog");
    if (Date.now() - lastUsed() < warnAfter || dialog?.open) return;
    const { askToStay } = await import("/elements/confirm-dialog.js");
    if (await askToStay(lastUsed() + idleSeconds * 1000)) await api.get(SESSION[portal]);
    else {
      await api.del(SESSION[portal], { anonymous: true }).catch(() => {});
      location.assign(loginPath(portal, true));
    }
  }, 5000);
}

/** The id in /contracts/ID, /contracts/ID/sign, /staff/contracts/ID. */
export const idFromPath = () => /\/contracts\/([^/]+)/.exec(location.pathname)?.[1];
