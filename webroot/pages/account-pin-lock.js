// 署名用PINロック・ロック解除 of a colleague (CERT-6): who it is, the credential ID, 「実行」.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { fact } from "/lib/contract-parts.js";
import { message, whileBusy } from "/lib/forms.js";
import { dateTime, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

openPage("pin-lock.title");
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
const id = location.pathname.split("/").pop();
let user = null;
let done = null;
let told = null;

/** Somebody else locked or unlocked meanwhile: what is shown is how it stands. */
async function refresh() {
  if (done) return;
  user = await api.get(`/api/users/${id}/signing`).catch(() => user);
  draw();
}

function draw() {
  const { credential } = user;
  const locked = credential?.locked ?? false;
  const what = locked ? "unlock" : "lock";
  const title = done ?? t(`pin-lock.title-${what}`);
  document.title = `${title} | ${t("app.name")}`;
  $("#page").removeAttribute("aria-busy");
  render(
    $("#page"),
    h("h1", null, title),
    h(
      "div",
      { class: "form-page" },
      h(
        "section",
        { class: "card stack" },
        told && message(done ? "ok" : "fail", h("p", { role: "alert" }, told)),
        !done && credential && !user.me && h("p", null, t(`pin-lock.text-${what}`)),
        !done && locked && h("p", { class: "soft" }, lockedBy(credential)),
        !credential && message("wait", h("p", null, t("pin-lock.none"))),
        h(
          "dl",
          { class: "facts" },
          credential && fact(t("signing.credential-id"), h("span", { class: "mono" }, credential.credentialId)),
          fact(t("card.name"), t("card.name-role", { name: user.name, role: t(`role.${user.role}`) })),
        ),
      ),
      h(
        "div",
        { class: "end" },
        h("a", { class: done ? "button" : "button quiet", href: "/account" }, t(done ? "record.home" : "back")),
        !done &&
          credential &&
          !user.me &&
          h("button", { type: "button", id: "execute", class: "button", onClick: () => whileBusy($("#execute"), () => execute(what)) }, t("pin-lock.execute")),
      ),
    ),
  );
}

function lockedBy(credential) {
  return credential.lockedUntil ? t("pin-lock.by-wrong-pins", { at: dateTime(credential.lockedUntil) }) : t("pin-lock.by-hand");
}

async function execute(what) {
  told = null;
  const path = `/api/users/${id}/pin-lock`;
  try {
    user = await (what === "lock" ? api.put(path) : api.del(path));
    done = t(`pin-lock.done-${what}`);
    told = t(`pin-lock.done-text-${what}`, { name: user.name });
  } catch (problem) {
    told = problem.message;
  }
  draw();
  focusOn($("h1"));
}

try {
  user = await api.get(`/api/users/${id}/signing`);
  draw();
  line.subscribe("members", { event: refresh });
} catch (problem) {
  showFailure("pin-lock.title", problem);
}
