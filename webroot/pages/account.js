// 登録情報の照会・変更: the organization's data and its users, each with exactly the buttons that this user may press.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { deleteUser, reissuePassword } from "/lib/account-acts.js";
import { organizationFacts, paperNote, userCard } from "/lib/account-parts.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { mailDomain } from "/lib/service.js";

openPage("account.title");
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
let account = null;
let told = null;

line.subscribe("members", { snapshot: (data) => arrived(data), event: (data) => arrived(data) });
try {
  arrived(await api.get("/api/organization"));
} catch (problem) {
  showFailure("account.title", problem);
}

/** What others changed since is marked for a moment; what stands there for the first time is not. */
function arrived(next) {
  const fresh = new Set();
  if (account) {
    const before = new Map(account.users.map((u) => [u.id, JSON.stringify(u)]));
    for (const user of next.users) if (before.get(user.id) !== JSON.stringify(user)) fresh.add(user.id);
    if (JSON.stringify(account.organization) !== JSON.stringify(next.organization)) fresh.add("organization");
  }
  account = next;
  draw(fresh);
}

function draw(fresh = new Set()) {
  const page = $("#page");
  page.removeAttribute("aria-busy");
  render(
    page,
    h("h1", null, t("account.title")),
    h("div", { id: "told", "data-key": "told", "aria-live": "polite" }, told && message("ok", h("p", null, told))),
    organization(fresh.has("organization")),
    users(fresh),
  );
}

function organization(fresh) {
  return h(
    "section",
    { class: `card${fresh ? " pulse" : ""}`, "aria-labelledby": "organization", "data-key": "organization" },
    h("h2", { id: "organization" }, t("account.organization")),
    organizationFacts(account.organization),
    account.mayChange === "paper" && paperNote(account.paperBecause),
    account.mayChange === "self" &&
      h(
        "p",
        { class: "row" },
        h("a", { class: "button", href: "/account/organization" }, t("account.change-organization")),
      ),
  );
}

function users(fresh) {
  const room = account.userCount < account.userLimit;
  return h(
    "section",
    { class: "stack", "aria-labelledby": "users", "data-key": "users" },
    h(
      "div",
      { class: "row apart" },
      h("h2", { id: "users" }, t("account.users")),
      account.mayAdd &&
        (room
          ? h("a", { class: "button", href: "/account/users/new" }, t("account.add"))
          : h("p", { class: "soft" }, t("account.full", { n: account.userLimit }))),
    ),
    account.mayAdd && h("p", { class: "soft" }, t("account.count", { n: account.userCount, of: account.userLimit })),
    account.mayAdd && h("p", { class: "soft" }, t("account.leavers")),
    h(
      "div",
      { class: "users" },
      account.users.map((user) => userCard(user, { fresh: fresh.has(user.id), act })),
    ),
  );
}

async function act(action, user) {
  const done =
    action === "delete" ? await deleteUser(user, "/api/users") : await reissuePassword(user, "/api/users");
  if (!done) return;
  told = t(action === "delete" ? "delete.done" : "reissue.done", { name: user.name, domain: mailDomain });
  draw();
  focusOn($("#told")); // at once: later it would take the focus away from what the reader has begun meanwhile
  arrived(await api.get("/api/organization"));
}
