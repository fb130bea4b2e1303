// Parts that staff's pages of employers share: states in words, facts, what is done to a master user.

import { asked } from "/lib/account-acts.js";
import { branchName, postal } from "/lib/account-parts.js";
import { api } from "/lib/api.js";
import { chip, fact } from "/lib/contract-parts.js";
import { h } from "/lib/dom.js";
import { field } from "/lib/forms.js";
import { date, dateTime, t } from "/lib/i18n.js";

const KINDS = { registered: "ok", initial: "busy", "initial-expired": "fail", locked: "fail", blocked: "fail" };
const CERTIFICATES = { good: "ok", expired: "", revoked: "fail" };
const RESET = ["password-forgotten", "id-forgotten", "email-lost", "master-changed"];
const UNLOCK = ["called-back", "visited", "in-writing"];
const REVOKE = ["computer-changed", "file-lost", "holder-left", "key-compromise", "requested"];

/** What a user's account stands at. */
export const userState = (state) => chip(KINDS[state], t(`employer-state.${state}`));

/** 1000 000 016, and as one word where it is copied. */
export const number = (digits) => h("span", { class: "mono" }, digits);

export const employerFacts = (e) =>
  h(
    "dl",
    { class: "facts" },
    fact(t("form.label.employer-number"), number(e.number)),
    fact(t("form.label.employer-name"), h("b", null, e.name)),
    fact(t("form.label.employer-kana"), e.nameKana),
    fact(t("form.label.employer-latin"), e.nameLatin),
    fact(t("form.label.postalCode"), postal(e.postalCode)),
    fact(t("form.label.address"), e.address),
    fact(t("employers.branch"), branchName(e.branch)),
    fact(t("staff-employer.since"), date(e.createdAt)),
  );

/** What ends at midnight is good on the day before: as the letter says it. */
const lastMinute = (end) => new Date(Date.parse(end) - 60_000).toISOString();

/** A user with certificates; `act(action, user, certificate)` does what is pressed. */
export function personCard(user, mayMaintain, act) {
  const name = user.name || t("staff-employer.unnamed");
  const button = (action) =>
    h(
      "button",
      { type: "button", class: "button quiet small", "data-act": action, "aria-describedby": `name-${user.id}`, onClick: () => act(action, user) },
      t(`employer-act.${action}`),
    );
  return h(
    "article",
    { class: "card person", id: `user-${user.id}`, "data-key": user.id, "aria-labelledby": `name-${user.id}` },
    h(
      "div",
      { class: "head" },
      h("h3", { id: `name-${user.id}` }, name, h("small", null, t(`staff-employer.role-${user.role}`))),
      userState(user.state),
    ),
    h(
      "dl",
      { class: "facts" },
      fact(t("staff-employer.user-id"), user.userId ? h("span", { class: "mono" }, user.userId) : t("staff-employer.not-yet")),
      fact(t("card.email"), user.email || t("staff-employer.not-yet")),
      user.registeredAt && fact(t("staff-employer.registered-at"), dateTime(user.registeredAt)),
      user.passwordUntil && fact(t("staff-employer.initial-until"), dateTime(lastMinute(user.passwordUntil))),
      user.state === "locked" && fact(t("staff-employer.locked-until"), dateTime(user.lockedUntil)),
      user.state === "blocked" && fact(t("staff-employer.blocked-at"), dateTime(user.blockedAt)),
    ),
    user.actions.length > 0 && h("p", { class: "row" }, user.actions.map(button)),
    certificates(user, mayMaintain, act),
  );
}

function certificates(user, mayMaintain, act) {
  if (!user.certificates.length) return h("p", { class: "soft" }, t("staff-employer.no-certificate"));
  const heads = ["state", "issued", "last-day", "id"];
  const cell = (key, ...content) => h("td", { "data-label": t(`staff-employer.certificate-${key}`) }, content);
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "only-read" }, t("staff-employer.certificates", { name: user.name })),
      h(
        "thead",
        null,
        h("tr", null, heads.map((key) => h("th", { scope: "col" }, t(`staff-employer.certificate-${key}`))), mayMaintain && h("th", { scope: "col" }, h("span", { class: "only-read" }, t("staff-employer.certificate-act")))),
      ),
      h(
        "tbody",
        null,
        user.certificates.map((c) =>
          h(
            "tr",
            { "data-key": c.serial },
            cell(
              "state",
              chip(CERTIFICATES[c.state], t(`employer-certificate.is-${c.state}`)),
              c.revokedAt && h("small", { class: "soft" }, `　${dateTime(c.revokedAt)}`),
            ),
            cell("issued", dateTime(c.issuedAt)),
            cell("last-day", date(c.lastDay)),
            cell("id", h("span", { class: "mono" }, c.userId)),
            mayMaintain &&
              h(
                "td",
                null,
                c.state === "good" &&
                  (c.filed
                    ? t("staff-employer.revocation-waits")
                    : h(
                        "button",
                        {
                          type: "button",
                          class: "button quiet small",
                          "aria-label": t("employer-act.revoke-label", { day: date(c.lastDay), id: c.userId }),
                          onClick: () => act("revoke", user, c),
                        },
                        t("employer-act.revoke"),
                      )),
              ),
          ),
        ),
      ),
    ),
  );
}

// ── dialogs ──

export const resetReason = (code) => t(`reset.reason-${code}`);
export const unlockReason = (code) => t(`unlock-master.reason-${code}`);

function choice(id, label, codes, name) {
  const control = h(
    "select",
    { id, required: true },
    h("option", { value: "" }, t("revocation.choose")),
    codes.map((code) => h("option", { value: code }, name(code))),
  );
  return { control, view: field({ id, label, must: true, control }) };
}

function noteField(id) {
  const control = h("textarea", { id, rows: 3, maxlength: 500 });
  return { control, view: field({ id, label: t("revocation.note"), control }) };
}

/** Lock or block is lifted; resolves true where it was done. */
export function unlockMaster(employer, user) {
  const reason = choice("unlock-reason", t("unlock-master.reason"), UNLOCK, unlockReason);
  const note = noteField("unlock-note");
  return asked({
    id: "unlock-dialog",
    title: t("unlock-master.title"),
    text: [t("unlock-master.text")],
    facts: [fact(t("employers.name"), employer.name), fact(t("card.name"), user.name || t("staff-employer.unnamed"))],
    controls: [reason.view, note.view],
    yes: t("unlock-master.yes"),
    act: () =>
      api.post(`/api/staff/employers/users/${user.id}/unlock`, { reason: reason.control.value, note: note.control.value }),
  });
}

/** 「ログインID・パスワード初期化」 is filed. */
export function fileReset(employer, user, today) {
  const reason = choice("reset-reason", t("reset.reason"), RESET, resetReason);
  const day = h("input", { id: "reset-date", type: "date", required: true, max: today });
  const note = noteField("reset-note");
  return asked({
    id: "reset-dialog",
    title: t("reset.title"),
    text: [t("reset.text"), t("reset.what-ends")],
    facts: [fact(t("employers.name"), employer.name), fact(t("staff-employer.user-id"), user.userId ?? "")],
    controls: [
      reason.view,
      field({ id: "reset-date", label: t("reset.paper-date"), hint: t("reset.paper-date-hint"), must: true, control: day }),
      note.view,
    ],
    yes: t("revocation.file"),
    act: () =>
      api.post(`/api/staff/employers/${employer.id}/reset`, {
        reason: reason.control.value,
        paperDate: day.value,
        note: note.control.value,
        version: user.version,
      }),
  });
}

/** A new letter; resolves it, or null. */
export async function newLetter(employer, user) {
  let letter = null;
  await asked({
    id: "letter-dialog",
    title: t("new-letter.title"),
    text: [t("new-letter.text")],
    facts: [fact(t("employers.name"), employer.name), fact(t("form.label.address"), employer.address)],
    yes: t("new-letter.yes"),
    act: async () => (letter = await api.letter(`/api/staff/employers/${employer.id}/letter`, { version: user.version })),
  });
  return letter;
}

/** 失効申請 of a client certificate. */
export function fileClientRevocation(user, certificate) {
  const reason = choice("revocation-reason", t("revocation.reason"), REVOKE, (code) => t(`revocation.reason-${code}`));
  const note = noteField("revocation-note");
  return asked({
    id: "revocation-dialog",
    title: t("revocation.title"),
    text: [t("client-revocation.text")],
    facts: [
      fact(t("card.name"), user.name),
      fact(t("staff-employer.certificate-id"), certificate.userId),
      fact(t("staff-employer.certificate-last-day"), date(certificate.lastDay)),
    ],
    controls: [reason.view, note.view],
    yes: t("revocation.file"),
    act: () =>
      api.post("/api/staff/revocations", { serial: certificate.serial, reason: reason.control.value, note: note.control.value }),
  });
}

/** Confirms a filed reset; resolves the letter, or null. */
export async function confirmReset(reset) {
  let letter = null;
  await asked({
    id: "confirm-reset-dialog",
    title: t("reset.confirm-title"),
    text: [t("reset.confirm-text"), t("reset.what-ends")],
    facts: [
      fact(t("employers.name"), reset.employer),
      fact(t("reset.reason"), resetReason(reset.reason)),
      fact(t("reset.paper-date"), date(reset.paperDate)),
    ],
    yes: t("revocation.confirm"),
    seal: true,
    act: async () => (letter = await api.letter(`/api/staff/employer-resets/${reset.id}/confirmation`)),
  });
  return letter;
}

/** Declines it, or takes back what one has filed oneself. */
export const declineReset = (reset, own) =>
  asked({
    id: "decline-reset-dialog",
    title: t(own ? "reset.take-back-title" : "reset.decline-title"),
    text: [t("reset.decline-text")],
    facts: [fact(t("employers.name"), reset.employer)],
    yes: t(own ? "revocation.take-back" : "revocation.decline"),
    act: () => api.del(`/api/staff/employer-resets/${reset.id}`),
  });
