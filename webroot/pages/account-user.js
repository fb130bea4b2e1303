// ユーザ情報変更 (USER-3): everybody's own data, and colleagues' for those who lead. The role never changes.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api, Problem } from "/lib/api.js";
import { fact } from "/lib/contract-parts.js";
import { $, h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";
import { RecordForm } from "/lib/record-form.js";

const TITLE = "user-change.title";
openPage(TITLE);
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
const id = location.pathname.split("/").at(-1);
const path = `/api/users/${id}`;
try {
  begin(await api.get(path));
} catch (problem) {
  showFailure(TITLE, problem);
}

function begin(user) {
  const form = new RecordForm({
    title: TITLE,
    form: "user-change",
    draft: `user.${session.user.id}.${id}`,
    steps: ["enter", "confirm", "done"],
    home: "/account",
    record: user,
    lead: () => [
      h("p", null, t("user-change.lead")),
      h(
        "dl",
        { class: "facts" },
        fact(t("user-change.mypage-id"), h("span", { class: "mono" }, user.mypageId)),
        fact(t("form.label.role"), t(`role.${user.role}`), h("p", { class: "small soft" }, t("user-change.role-stays"))),
      ),
    ],
    binds: (values) => user.certified && renamed(user, values),
    warn: (values) => consequences(user, values),
    send: (values, { version }) =>
      api.put(path, { ...values, emailAgain: values.email, version }),
    reload: () => api.get(path),
    done: (answer) => [
      h("h2", null, t("user-change.done")),
      h("p", null, t("user-change.done-text")),
      answer.certificateRevoked &&
        message("wait", h("h3", null, t("user-change.revoked")), h("p", null, t(`user-change.next-${after(user)}`))),
      answer.codeAtNextLogin &&
        message("wait", h("h3", null, t("user-change.moved")), h("p", null, t(`user-change.moved-${who(user)}`))),
    ],
  });
  const arrived = async (data) => {
    const now = data.users.find((u) => u.id === id);
    if (!now) return showGone();
    if (now.version !== user.version) form.overtaken(await api.get(path));
  };
  line.subscribe("members", { snapshot: arrived, event: arrived });
}

/** A representative's new certificate is asked for by itself; the others need a power of attorney for theirs (CERT-4). */
function after(user) {
  return user.role === "representative" ? who(user) : `${who(user)}-mandate`;
}

function who(user) {
  return user.me ? "own" : "other";
}

/** Kanji and Latin name are what the certificate was made of. */
function renamed(user, values) {
  return ["familyName", "givenName", "familyLatin", "givenLatin"].some((n) => user[n] !== values[n]);
}

/** What will follow, said before it is done. */
function consequences(user, values) {
  const moved = user.email.toLowerCase() !== values.email.toLowerCase();
  return [
    user.certified &&
      renamed(user, values) &&
      message("wait", h("h3", null, t("user-change.revokes")), h("p", null, t(`user-change.revokes-${after(user)}`))),
    moved && message("wait", h("h3", null, t("user-change.moves")), h("p", null, t(`user-change.moves-${who(user)}`))),
  ];
}

function showGone() {
  if (location.hash !== "#done") showFailure(TITLE, goneProblem());
}

function goneProblem() {
  return new Problem(404, { detail: t("user-change.gone") });
}
