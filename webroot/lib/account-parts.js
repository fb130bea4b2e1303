// Parts that the pages of organizations and users share: facts, a user's card, what each button is and where it leads.

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { chip, fact } from "/lib/contract-parts.js";
import { date, lang, t, tOr } from "/lib/i18n.js";

const KINDS = { "can-sign": "ok", "pin-locked": "fail", "certificate-requested": "busy", "never-logged-in": "busy" };
const SENTENCES = { ok: "ok", busy: "wait", fail: "fail" };
const URGENT = ["upload-documents", "register-pin"];
const PLACES = {
  change: (id) => `/account/users/${id}`,
  "change-password": () => "/account/password",
  "upload-documents": () => "/account/identity",
  "register-pin": () => "/account/pin",
  "change-pin": () => "/account/pin-change",
  "lock-pin": (id) => `/account/pin-lock/${id}`,
  "unlock-pin": (id) => `/account/pin-lock/${id}`,
  "correct-email": (id) => `${location.pathname}/users/${id}/email`,
  "request-certificate": (id) => `/account/certificate/${id}`,
};

/** 100-0001. */
export const postal = (code) => (/^\d{7}$/.test(code ?? "") ? `${code.slice(0, 3)}-${code.slice(3)}` : (code ?? ""));

/** The branch in the reader's language. */
export const branchName = (branch) => (branch ? (lang === "ja" ? branch.name : branch.nameLatin) : "");

/** What is known of an organization; an individual has neither a date of establishment nor somebody who represents. */
export function organizationFacts(o, ...more) {
  const person = o.kind === "individual";
  return h(
    "dl",
    { class: "facts" },
    fact(t(`organization.name-${o.kind}`), h("b", null, o.name)),
    fact(t(`organization.kana-${o.kind}`), o.nameKana),
    fact(t(`organization.latin-${o.kind}`), o.nameLatin),
    fact(t("organization.postal"), postal(o.postalCode)),
    fact(t("organization.address"), o.address),
    !person && fact(t("organization.established"), date(o.establishedOn)),
    fact(t("organization.telephone"), o.telephone),
    !person &&
      o.representative && [
        fact(t("organization.representative-title"), o.representative.title),
        fact(t("organization.representative"), o.representative.name),
        fact(t("organization.representative-kana"), o.representative.nameKana.trim()),
      ],
    fact(t("organization.branch"), branchName(o.branch)),
    more,
  );
}

/** ORG-1: why changes are to be handed in on paper, and what to do. */
export const paperNote = (because) =>
  message("", h("h3", null, t("account.paper")), h("p", null, t(`account.paper-${because}`)), h("p", null, t("account.paper-how")));

/** What keeps the user from signing, or that nothing does. */
function sentence(user) {
  if (user.role === "viewer") return t("card.viewer");
  if (user.status === "certificate-requested" || (user.status === "never-logged-in" && user.request))
    return tOr(`card.request-${user.request.state}`, "card.certificate-requested");
  return t(`card.${user.status}`);
}

/** One user. `act(action, user)` does what has no page of its own: delete, reissue-password. */
export function userCard(user, { fresh = false, act }) {
  const kind = KINDS[user.status] ?? "";
  const acts = user.actions.filter((a) => a !== "delete");
  return h(
    "article",
    {
      class: `card user-card${fresh ? " pulse" : ""}`,
      id: `user-${user.id}`,
      "data-key": user.id,
      "aria-labelledby": `name-${user.id}`,
    },
    h(
      "div",
      { class: "head" },
      h(
        "h3",
        { id: `name-${user.id}` },
        user.name,
        h("small", null, t("card.role", { role: t(`role.${user.role}`) })),
        user.me && h("small", { class: "soft" }, t("card.me")),
      ),
      user.actions.includes("delete")
        ? h(
            "button",
            {
              type: "button",
              class: "button plain small",
              "data-act": "delete",
              "aria-describedby": `name-${user.id}`,
              onClick: () => act("delete", user),
            },
            t("action.delete"),
          )
        : h("span"),
      h("p", { class: `state ${SENTENCES[kind] ?? ""}` }, sentence(user)),
      fresh && h("p", { class: "state only-read", role: "status" }, t("card.changed")),
    ),
    h(
      "dl",
      { class: "facts" },
      fact(t("card.name"), user.name),
      fact(t("card.title"), user.title),
      fact(t("card.mobile"), user.mobile),
      fact(
        t("card.email"),
        user.email,
        user.emailUnconfirmed && h("p", { class: "small soft" }, t("card.email-unconfirmed")),
      ),
      fact(t("card.valid-until"), user.validUntil && date(user.validUntil)),
      fact(t("card.status"), chip(kind, t(`user-status.${user.status}`))),
    ),
    user.request && !user.me && user.actions.includes("change") && h("p", { class: "small soft" }, t("card.not-deletable")),
    acts.length > 0 && h("div", { class: "acts" }, acts.map((action) => actButton(action, user, act))),
  );
}

function actButton(action, user, act) {
  const place = PLACES[action];
  const props = {
    class: `button quiet small${URGENT.includes(action) ? " urgent" : ""}`,
    "data-act": action,
    "aria-describedby": `name-${user.id}`,
  };
  return place
    ? h("a", { ...props, href: place(user.id) }, t(`action.${action}`))
    : h("button", { ...props, type: "button", onClick: () => act(action, user) }, t(`action.${action}`));
}
