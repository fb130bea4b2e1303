// メールアドレスの訂正 by the branch: the way back in for somebody whose code goes to a mistyped address (LOGIN-6).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api, Problem } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "staff-email.title";
openPage(TITLE);
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
const [organization, , id] = location.pathname.split("/").slice(3);
try {
  begin(await api.get(`/api/staff/organizations/${organization}`));
} catch (problem) {
  showFailure(TITLE, problem);
}

async function reload() {
  const { users } = await api.get(`/api/staff/organizations/${organization}`);
  return users.find((one) => one.id === id);
}

function begin({ users, mayMaintain }) {
  const user = users.find((one) => one.id === id);
  if (!user || !mayMaintain)
    return showFailure(TITLE, new Problem(403, { detail: t("staff-organization.not-yours") }));
  new RecordForm({
    title: TITLE,
    form: "staff-email",
    draft: `staff-email.${session.staff.id}.${id}`,
    steps: ["enter", "confirm", "done"],
    home: `/staff/organizations/${organization}`,
    homeName: "staff-organization.back",
    record: user,
    lead: () => [h("p", null, t("staff-email.lead", { name: user.name }))],
    warn: () => message("wait", h("p", null, t("staff-email.warn"))),
    reload,
    send: async (values, { version }) => {
      await api.put(`/api/staff/users/${id}/email`, { ...values, emailAgain: values.email, version });
      return user;
    },
    done: () => [h("h2", null, t("staff-email.done")), h("p", null, t("staff-email.done-text", { name: user.name }))],
  });
}
