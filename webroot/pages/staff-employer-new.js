// An employer is registered; what comes of it is the letter with the master user's initial password, once (EMP-5).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { branchName } from "/lib/account-parts.js";
import { api, Problem } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { field } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { letterCard } from "/lib/letter.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "employer-new.title";
openPage(TITLE);
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
const { staff } = session;
let branch = staff.branch.code;
let made = null;
try {
  begin(staff.role === "head-office" ? (await api.get("/api/branches")).items : []);
} catch (problem) {
  showFailure(TITLE, problem);
}

function begin(branches) {
  if (staff.role === "auditor") return showFailure(TITLE, new Problem(403, { detail: t("staff-organization.not-yours") }));
  new RecordForm({
    title: TITLE,
    form: "employer-new",
    draft: `new-employer.${staff.id}`,
    steps: ["enter", "confirm", "done"],
    home: "/staff/employers",
    homeName: "employers.back",
    lead: () => h("p", null, t("employer-new.lead")),
    after: () => branches.length > 0 && branchField(branches),
    confirm: () => ({ lead: h("p", null, t("employer-new.confirm")) }),
    send: async (values) => (made = await api.letter("/api/staff/employers", { ...values, branch })),
    done: () => [
      letterCard(made),
      h("p", null, h("a", { href: made.location.replace("/api", "") }, t("employer-new.see"))),
    ],
  });
}

/** Head office says whose customer it is. */
function branchField(branches) {
  const control = h(
    "select",
    { id: "branch", onChange: (e) => (branch = e.target.value) },
    branches.map((b) => h("option", { value: b.code, selected: b.code === branch }, branchName(b))),
  );
  return h("section", { class: "card" }, field({ id: "branch", label: t("employers.branch"), must: true, control }));
}
