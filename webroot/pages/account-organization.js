// 契約者情報変更 (ORG-1, ORG-2): edit, confirm, done. Who is to hand in the paper form is told why, and what to do.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { paperNote } from "/lib/account-parts.js";
import { api } from "/lib/api.js";
import { fact } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "organization-change.title";
const FORMS = {
  corporation: "organization",
  "sole-proprietor": "organization-sole-proprietor",
  individual: "organization-individual",
};
openPage(TITLE);
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
try {
  begin(await api.get("/api/organization"));
} catch (problem) {
  showFailure(TITLE, problem);
}

function begin(account) {
  if (account.mayChange !== "self") return refuse(account);
  const { organization } = account;
  const form = new RecordForm({
    title: TITLE,
    form: FORMS[organization.kind],
    draft: `organization.${session.user.id}`,
    steps: ["enter", "confirm", "done"],
    home: "/account",
    record: organization,
    lead: () => [
      h("p", null, t("organization-change.lead")),
      organization.kind === "individual" &&
        message(
          "",
          h("p", null, t("organization-change.own-name")),
          h("p", null, h("a", { href: `/account/users/${session.user.id}` }, t("action.change"))),
        ),
    ],
    binds: (values) => account.certificates > 0 && renamed(organization, values),
    warn: (values) =>
      account.certificates > 0 &&
      renamed(organization, values) &&
      message(
        "wait",
        h("h3", null, t("organization-change.revokes", { n: account.certificates })),
        h("p", null, t("organization-change.revokes-text")),
      ),
    confirm: () => ({ lead: represented(organization) }),
    send: (values, { version }) => api.put("/api/organization", { ...values, version }),
    reload: async () => (await api.get("/api/organization")).organization,
    done: ({ revokedCertificates: n }) => [
      h("h2", null, t("organization-change.done")),
      h("p", null, t("organization-change.done-text")),
      n > 0 &&
        message("wait", h("h3", null, t("organization-change.revoked", { n })), h("p", null, t("organization-change.next"))),
    ],
  });
  line.subscribe("members", {
    snapshot: (data) => form.overtaken(data.organization),
    event: (data) => form.overtaken(data.organization),
  });
}

/** ORG-2: these two stand in certificates, or were checked for them. */
function renamed(before, after) {
  return before.kind !== "individual" && (before.name !== after.name || before.nameLatin !== after.nameLatin);
}

/** Who represents it stands there too, but is changed as a user. */
function represented({ kind, representative }) {
  if (kind === "individual" || !representative) return null;
  return h(
    "dl",
    { class: "facts", id: "representative" },
    fact(t("organization.representative-title"), representative.title),
    fact(t("organization.representative"), representative.name),
    fact(t("organization.representative-kana"), representative.nameKana.trim()),
  );
}

function refuse(account) {
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, t(TITLE)),
    account.mayChange === "paper"
      ? paperNote(account.paperBecause)
      : message("fail", h("p", null, t("organization-change.not-yours"))),
    h("p", null, h("a", { class: "button quiet", href: "/account" }, t("record.home"))),
  );
}
