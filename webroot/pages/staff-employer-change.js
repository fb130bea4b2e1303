// An employer's data is changed: enter, confirm, done (EMP-5).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api, Problem } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "employer-change.title";
openPage(TITLE);
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
const id = location.pathname.split("/").at(-2);
const path = `/api/staff/employers/${id}`;
try {
  begin(await api.get(path));
} catch (problem) {
  showFailure(TITLE, problem);
}

function begin(employer) {
  if (!employer.mayMaintain) return showFailure(TITLE, new Problem(403, { detail: t("staff-organization.not-yours") }));
  new RecordForm({
    title: TITLE,
    form: "employer",
    draft: `staff-employer.${session.staff.id}.${id}`,
    steps: ["enter", "confirm", "done"],
    home: `/staff/employers/${id}`,
    homeName: "staff-employer.back",
    record: employer,
    lead: () => h("p", null, t("employer-change.lead", { number: employer.number })),
    reload: () => api.get(path),
    send: (values, { version }) => api.put(path, { ...values, version }),
    done: ({ name }) => [h("h2", null, t("employer-change.done")), h("p", null, t("employer-change.done-text", { name }))],
  });
}
