// 届出事項変更届: the branch enters what a customer handed in on paper, and what it knows of the dealings (ORG-1, ORG-2).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { branchName } from "/lib/account-parts.js";
import { api, Problem } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "organization-change.title";
const FORMS = {
  corporation: "staff-organization",
  "sole-proprietor": "staff-organization-sole-proprietor",
  individual: "organization-individual",
};
openPage(TITLE);
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
const id = location.pathname.split("/").at(-2);
const path = `/api/staff/organizations/${id}`;
try {
  const [account, branches] = await Promise.all([api.get(path), api.get("/api/branches")]);
  begin(account, branches);
} catch (problem) {
  showFailure(TITLE, problem);
}

/** As the form names it. */
function record(o) {
  return { ...o, accountBranch: o.accountBranch?.id ?? "" };
}

function begin(account, { items }) {
  const { organization, certificates } = account;
  if (!account.mayMaintain) return showFailure(TITLE, new Problem(403, { detail: t("staff-organization.not-yours") }));
  const renamed = (values) =>
    certificates > 0 &&
    organization.kind !== "individual" &&
    (organization.name !== values.name || organization.nameLatin !== values.nameLatin);
  new RecordForm({
    title: TITLE,
    form: FORMS[organization.kind],
    draft: `staff-organization.${session.staff.id}.${id}`,
    steps: ["enter", "confirm", "done"],
    home: `/staff/organizations/${id}`,
    homeName: "staff-organization.back",
    choices: { accountBranch: items.map((b) => ({ value: b.id, label: branchName(b) })) },
    record: record(organization),
    lead: () => h("p", null, t("staff-organization.lead")),
    binds: renamed,
    warn: (values) =>
      renamed(values) &&
      message(
        "wait",
        h("h3", null, t("organization-change.revokes", { n: certificates })),
        h("p", null, t("organization-change.revokes-text")),
      ),
    send: (values, { version }) =>
      api.put(path, {
        ...values,
        version,
        borrower: values.borrower ?? organization.borrower,
        accountBranch: organization.kind === "individual" ? record(organization).accountBranch : (values.accountBranch ?? ""),
      }),
    reload: async () => record((await api.get(path)).organization),
    done: ({ revokedCertificates: n }) => [
      h("h2", null, t("organization-change.done")),
      h("p", null, t("organization-change.done-text")),
      n > 0 &&
        message("wait", h("h3", null, t("organization-change.revoked", { n })), h("p", null, t("staff-organization.next"))),
    ],
  });
}
