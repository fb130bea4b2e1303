// Step 4, 認証コード: six digits from the mail, valid for this signing alone (OTP-1, OTP-2).

import "/elements/code-field.js";
import { api, isAway } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, message, showComplaints, showRefusal, whileBusy } from "/lib/forms.js";
import { t, time } from "/lib/i18n.js";
import { mailDomain } from "/lib/service.js";
import { refuseButton } from "/pages/sign/refuse.js";
import { ownRequest } from "/pages/sign/steps.js";

const RESEND_AFTER_S = 30;
let sentAt = Date.now();
let clock = 0;
let told = null;

export function enter(ceremony) {
  sentAt = Date.now();
  told = null;
  clearInterval(clock);
  clock = setInterval(() => ($("#code-form") ? ceremony.draw() : clearInterval(clock)), 1000);
  requestAnimationFrame(() => $("#code")?.focus());
}

export function main(ceremony) {
  const { request } = ceremony.contract.me;
  const expired = new Date(request.expiresAt) < Date.now();
  return h(
    "div",
    { class: "one-thing", "data-key": "code" },
    h("h1", null, t("code.title")),
    h("p", null, t("code.sent", { to: request.sentTo, until: time(request.expiresAt) })),
    ceremony.demo?.mail.cloneNode(true),
    expired && message("wait", h("p", null, t("code.expired"))),
    told && message("ok", h("p", null, told)),
    h(
      "form",
      {
        id: "code-form",
        class: "card stack",
        novalidate: true,
        "data-key": "code-form",
        onSubmit: (e) => (e.preventDefault(), ceremony.act($("#confirm"), () => confirm(ceremony))),
      },
      field({
        id: "code",
        label: t("code.label"),
        hint: t("code.hint"),
        control: h("code-field", { "input-id": "code", describedby: "code-hint" }),
      }),
    ),
    resend(ceremony),
  );
}

function resend(ceremony) {
  const left = Math.ceil(RESEND_AFTER_S - (Date.now() - sentAt) / 1000);
  return h(
    "div",
    { class: "stack", "data-key": "resend" },
    h("p", { class: "soft small" }, t("code.not-arrived", { domain: mailDomain })),
    h(
      "div",
      null,
      h(
        "button",
        {
          type: "button",
          id: "resend",
          class: "button quiet small",
          disabled: left > 0,
          onClick: () => whileBusy($("#resend"), () => again(ceremony)),
        },
        left > 0 ? t("code.resend-in", { n: left }) : t("code.resend"),
      ),
    ),
  );
}

async function again(ceremony) {
  const form = $("#code-form");
  clearProblem(form);
  try {
    await api.post(`${ceremony.path}/signature-requests/${ceremony.contract.me.request.id}/code/resend`);
    sentAt = Date.now();
    told = t("code.sent-again");
    await ceremony.reload();
  } catch (problem) {
    showComplaints(form, problem.message);
  }
}

async function confirm(ceremony) {
  const form = $("#code-form");
  clearProblem(form);
  const code = $("code-field", form).value;
  if (code.length !== 6)
    return showComplaints(form, t("form.incomplete"), [{ field: "code", message: t("code.missing") }]);
  try {
    await api.post(`${ceremony.path}/signature-requests/${ceremony.contract.me.request.id}/code`, { code });
    await ceremony.advance("sign");
  } catch (problem) {
    if (!isAway(problem)) $("code-field", form)?.clear(); // while nobody answers it is sent again by a press
    if (problem.code === "other-browser") ownRequest.forget(ceremony.id);
    if (problem.status === 409 || problem.code === "code-void") await ceremony.reload().catch(() => {});
    if (form.isConnected) showRefusal(form, problem, "code");
    else ceremony.tell(problem.message);
  }
}

export const bar = (ceremony) => [
  refuseButton(ceremony),
  h("p", { class: "why" }, t("code.next")),
  h("button", { type: "submit", form: "code-form", id: "confirm", class: "button" }, t("code.submit")),
];
