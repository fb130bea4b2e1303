// Step 3, PIN: it is sent once and kept nowhere. A right one sends the code by mail.

import "/elements/secret-field.js";
import { api, isAway } from "/lib/api.js";
import { troubleText } from "/lib/contract-parts.js";
import { $, h } from "/lib/dom.js";
import { clearProblem, field, message, showComplaints, showRefusal } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { refuseButton } from "/pages/sign/refuse.js";
import { elsewhere, ownRequest } from "/pages/sign/steps.js";

export function main(ceremony) {
  const { contract, session, demo } = ceremony;
  const credential = contract.me.credentialId ?? session.user.credential?.credentialId;
  return h(
    "div",
    { class: "one-thing", "data-key": "pin" },
    h("h1", null, t("pin.title")),
    h("p", null, t("pin.text")),
    demo?.pin.cloneNode(true),
    contract.me.trouble && message("wait", h("p", null, troubleText(contract.me.trouble))),
    elsewhere(contract) && message("wait", h("p", null, t("pin.elsewhere"))),
    h(
      "form",
      {
        id: "pin-form",
        class: "card stack",
        novalidate: true,
        onSubmit: (e) => (e.preventDefault(), ceremony.act($("#send"), () => send(ceremony))),
      },
      credential &&
        h(
          "dl",
          { class: "facts" },
          h("div", null, h("dt", null, t("pin.credential")), h("dd", { class: "mono" }, credential)),
        ),
      field({
        id: "pin",
        label: t("pin.label"),
        control: h("secret-field", { "input-id": "pin", name: "pin", maxlength: 64, autocomplete: "off" }),
      }),
    ),
  );
}

export const enter = () => requestAnimationFrame(() => $("#pin")?.focus());

async function send(ceremony) {
  const form = $("#pin-form");
  clearProblem(form);
  const pin = $("#pin").value;
  if (!pin) return showComplaints(form, t("form.incomplete"), [{ field: "pin", message: t("pin.missing") }]);
  try {
    const request = await api.post(`${ceremony.path}/signature-requests`, {
      pin,
      seat: ceremony.contract.me.seat,
    });
    ownRequest.keep(ceremony.id, request.id);
    $("secret-field", form).clear();
    await ceremony.advance("code");
  } catch (problem) {
    if (!isAway(problem)) $("secret-field", form)?.clear(); // while nobody answers it is sent again by a press
    await refused(ceremony, form, problem);
  }
}

async function refused(ceremony, form, problem) {
  if (problem.status === 409) await ceremony.reload().catch(() => {});
  if (form.isConnected) showRefusal(form, problem, "pin");
  else ceremony.tell(problem.message);
}

export const bar = (ceremony) => [
  refuseButton(ceremony),
  h("p", { class: "why" }, t("pin.next")),
  h("button", { type: "submit", form: "pin-form", id: "send", class: "button" }, t("pin.send")),
];
