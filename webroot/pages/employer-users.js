// ユーザー管理 (EMP-4, EMP-5): the employer's users with their state and certificate, each with what may be done now.

import "/elements/data-form.js";
import { confirmed, shown } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { fact } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { certificateOf, openInside, stateOf } from "/lib/employer-inside.js";
import { passwordSlip } from "/lib/employer-slip.js";
import { message, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { showFailure } from "/lib/page.js";

const API = "/api/employer/users";
const { user: me } = await openInside("employer-users.title", "users");
if (me.role !== "master") location.replace("/employer/home");
let users = [];
let told = null;
let handed = null;
try {
  await look();
} catch (problem) {
  showFailure("employer-users.title", problem);
}
/** What happened elsewhere meanwhile: another window, a lock that is over. */
addEventListener("visibilitychange", () => !document.hidden && users.length && look().catch(() => {}));

async function look() {
  ({ users } = await api.get(API));
  draw();
}

function draw() {
  render(
    $("#page"),
    h(
      "div",
      { class: "row apart" },
      h("h1", null, t("employer-users.title")),
      h("a", { class: "button", href: "/employer/users/new" }, t("employer-users.add")),
    ),
    h("div", { id: "told", role: "status", "data-key": "told" }, told && message(told.kind, h("p", null, told.text))),
    handed && h("div", { "data-key": "handed" }, passwordSlip(handed)),
    users.length < 2 && h("p", { class: "soft" }, t("employer-users.none")),
    h("div", { class: "users" }, users.map(card)),
  );
}

function card(user) {
  return h(
    "article",
    { class: "card user-card", "data-key": user.id, "data-user": user.userId, "aria-labelledby": `name-${user.id}` },
    h(
      "div",
      { class: "head" },
      h(
        "h2",
        { id: `name-${user.id}` },
        user.name,
        " ",
        h("small", { class: "soft" }, t(`employer-role.${user.role}`), user.me ? ` ${t("card.me")}` : ""),
      ),
    ),
    h(
      "dl",
      { class: "facts" },
      fact(t("form.label.user-id"), user.userId),
      fact(t("form.label.email"), user.email),
      fact(t("employer-users.state"), stateOf(user)),
      fact(t("employer-users.certificate"), certificateOf(user.certificate)),
    ),
    h("div", { class: "acts" }, user.actions.map((action) => button(action, user))),
  );
}

function button(action, user) {
  const props = { class: "button quiet small", "data-act": action, "aria-describedby": `name-${user.id}` };
  const text = t(`employer-users.act-${action}`);
  if (action === "change") {
    return h("a", { ...props, href: user.me ? "/employer/account" : `/employer/users/${user.id}` }, text);
  }
  return h("button", { ...props, type: "button", onClick: (e) => whileBusy(e.currentTarget, () => act(action, user)) }, text);
}

async function done(action, user) {
  const path = `${API}/${user.id}`;
  if (action === "unlock") return api.post(`${path}/unlock`);
  if (action === "delete") return api.del(`${path}?version=${user.version}`);
  handed = await api.post(`${path}/initial-password`, { version: user.version });
}

async function act(action, user) {
  handed = null;
  const body = action === "ask-revocation" ? await askRevocation(user) : await sure(action, user);
  if (!body) return;
  try {
    if (action === "ask-revocation") await api.post(`${API}/${user.id}/revocation`, body);
    else await done(action, user);
    told = { kind: "ok", text: t(`employer-users.done-${action}`, { name: user.name }) };
  } catch (problem) {
    told = { kind: "fail", text: problem.message };
  }
  await look();
  focusOn($("#told"));
  scrollTo(0, 0);
}

function sure(action, { name }) {
  return confirmed({
    title: t(`employer-users.act-${action}`),
    text: t(`employer-users.sure-${action}`, { name }),
    yes: t(`employer-users.act-${action}`),
    seal: action === "delete",
  });
}

/** What the bank is to be told; null for no. */
async function askRevocation(user) {
  const fields = h("data-form", { form: "employer-revocation", plain: true });
  fields.values = { serial: user.certificate.serial };
  const yes = h("button", { class: "button seal", value: "yes" }, t("employer-users.act-ask-revocation"));
  const dialog = h(
    "dialog",
    { id: "revocation-dialog", "aria-labelledby": "revocation-title" },
    h(
      "form",
      { method: "dialog", novalidate: true, class: "stack" },
      h("h2", { id: "revocation-title" }, t("employer-users.act-ask-revocation")),
      h("p", null, t("employer-users.sure-ask-revocation", { name: user.name })),
      fields,
      h("div", { class: "acts" }, h("button", { class: "button quiet", value: "no", formnovalidate: true }, t("cancel")), yes),
    ),
  );
  let values = null;
  yes.addEventListener("click", (e) => {
    values = fields.take();
    if (!values) e.preventDefault();
  });
  return (await shown(dialog)) === "yes" ? { ...values, serial: user.certificate.serial } : null;
}
