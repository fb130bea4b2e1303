// 一般ユーザーの登録 (EMP-5): enter, confirm, done; the initial password is shown once, and can be printed.

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { openInside } from "/lib/employer-inside.js";
import { passwordSlip } from "/lib/employer-slip.js";
import { t } from "/lib/i18n.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "employer-user-new.title";
const { user } = await openInside(TITLE, "users");
if (user.role !== "master") location.replace("/employer/home");
new RecordForm({
  title: TITLE,
  form: "employer-user",
  draft: `employer-user-new.${user.id}`,
  steps: ["enter", "confirm", "done"],
  home: "/employer/users",
  homeName: "employer-users.back",
  lead: () => h("p", null, t("employer-user-new.lead")),
  send: (values) => api.post("/api/employer/users", { ...values, emailAgain: values.email }),
  done: (answer) => [
    h("h2", null, t("employer-user-new.done")),
    h("p", null, t("employer-user-new.done-text", { name: answer.name })),
    passwordSlip(answer),
  ],
});
