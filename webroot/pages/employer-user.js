// 一般ユーザーの変更 (EMP-5): name and mail address; who was overtaken sees what changed and keeps his own.

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { openInside } from "/lib/employer-inside.js";
import { t } from "/lib/i18n.js";
import { showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "employer-user.title";
const { user: me } = await openInside(TITLE, "users");
const path = `/api/employer/users/${location.pathname.split("/").pop()}`;
try {
  begin(await api.get(path));
} catch (problem) {
  showFailure(TITLE, problem);
}

function begin(user) {
  new RecordForm({
    title: TITLE,
    form: "employer-user-change",
    draft: `employer-user.${me.id}.${user.id}`,
    record: user,
    steps: ["enter", "confirm", "done"],
    home: "/employer/users",
    homeName: "employer-users.back",
    lead: () => h("p", null, t("employer-user.lead", { id: user.userId })),
    reload: () => api.get(path),
    send: (values, record) => api.put(path, { ...values, emailAgain: values.email, version: record.version }),
    done: () => [h("h2", null, t("employer-user.done")), h("p", null, t("employer-user.done-text"))],
  });
}
