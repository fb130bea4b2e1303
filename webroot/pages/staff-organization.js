// One customer of the branch: the data, who changes it, the users, and what the branch does for them (ORG-1, USER-4, LOGIN-5).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { deleteUser, fileRevocation, reissuePassword } from "/lib/account-acts.js";
import { branchName, organizationFacts, userCard } from "/lib/account-parts.js";
import { api } from "/lib/api.js";
import { fact } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { mailDomain } from "/lib/service.js";

const TITLE = "staff-organization.title";
openPage(TITLE);
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
const id = location.pathname.split("/").at(-1);
const path = `/api/staff/organizations/${id}`;
let account = null;
let told = null;
await load();

async function load() {
  try {
    account = await api.get(path);
    draw();
  } catch (problem) {
    showFailure(TITLE, problem);
  }
}

function draw() {
  const { organization: o, mayMaintain, users } = account;
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, o.name),
    h("div", { id: "told", "data-key": "told", "aria-live": "polite" }, told && message("ok", h("p", null, told))),
    h(
      "section",
      { class: "card", "aria-labelledby": "organization", "data-key": "organization" },
      h("h2", { id: "organization" }, t("account.organization")),
      organizationFacts(o, o.kind !== "individual" && dealings(o)),
      message("", h("p", null, t(account.selfService ? "staff-organization.self" : "staff-organization.paper"))),
      mayMaintain &&
        h(
          "p",
          { class: "row" },
          h("a", { class: "button", href: `/staff/organizations/${id}/change` }, t("account.change-organization")),
        ),
    ),
    h(
      "section",
      { class: "stack", "aria-labelledby": "users", "data-key": "users" },
      h("h2", { id: "users" }, t("account.users")),
      h("div", { class: "users" }, users.map((user) => userCard(user, { act }))),
    ),
  );
}

function dealings(o) {
  return [
    fact(t("form.label.accountBranch"), branchName(o.accountBranch) || t("staff-organization.no-account")),
    fact(t("form.label.borrower"), t(o.borrower ? "record.yes" : "record.no")),
  ];
}

async function act(action, user) {
  const base = "/api/staff/users";
  const acts = { delete: deleteUser, "reissue-password": reissuePassword, "file-revocation": fileRevocation };
  if (!(await acts[action](user, base))) return;
  const words = { delete: "delete.done", "reissue-password": "reissue.done", "file-revocation": "revocation.filed" };
  told = t(words[action], { name: user.name, domain: mailDomain });
  await load();
  focusOn($("#told"));
}
