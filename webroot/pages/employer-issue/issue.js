// ⑥ 発行: one button. Which kind of file, hardly anybody needs to know: it is tucked away.

import { api, Problem } from "/lib/api.js";
import { issueHere } from "/lib/browser-key.js";
import { $, h } from "/lib/dom.js";
import { fact } from "/lib/contract-parts.js";
import { message, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { canMakeKeys } from "/lib/pkcs10.js";

export const title = "issue.issue-title";
const CONFIRMS = 5;
const KINDS = {
  modern: { format: "p12", algorithm: "ec-p256" },
  "modern-rsa": { format: "p12", algorithm: "rsa-2048" },
  legacy: { format: "p12-legacy", algorithm: "rsa-2048" },
  browser: { format: "csr" },
};

export function main(issuing) {
  const { state } = issuing;
  return [
    state.lostBefore && message("wait", h("p", null, t("issue.lost-before"))),
    h(
      "section",
      { class: "card stack", "data-key": "ready" },
      h("p", null, t("issue.issue-text")),
      h(
        "dl",
        { class: "facts" },
        fact(t("issue.user-id"), h("span", { class: "mono" }, state.userId)),
        fact(t("issue.name"), `${state.employer} ${state.name}`),
      ),
      h("ul", { class: "notes-list" }, h("li", null, t("issue.this-computer")), h("li", null, t("issue.password-opens")), h("li", null, t("issue.once"))),
      kinds(issuing),
      h(
        "div",
        { class: "row apart" },
        h("button", { class: "button quiet", type: "button", id: "cancel", onClick: () => cancel(issuing) }, t("issue.cancel")),
        h("button", { class: "button", type: "button", id: "issue", onClick: () => press(issuing) }, t("issue.issue")),
      ),
    ),
  ];
}

function kinds(issuing) {
  return h(
    "details",
    { "data-key": "kinds" },
    h("summary", null, t("issue.details")),
    h(
      "fieldset",
      { class: "field" },
      h("legend", null, t("issue.kind")),
      h(
        "div",
        { class: "kinds" },
        Object.keys(KINDS)
          .filter((kind) => kind !== "browser" || (issuing.password && canMakeKeys()))
          .map((kind) => choice(issuing, kind)),
      ),
    ),
  );
}

function choice(issuing, kind) {
  return h(
    "label",
    { class: "tick", "data-key": kind },
    h("input", {
      type: "radio",
      name: "kind",
      value: kind,
      checked: (issuing.kind ?? "modern") === kind,
      onChange: () => {
        issuing.kind = kind;
      },
    }),
    h("span", null, t(`issue.kind-${kind}`), h("small", null, t(`issue.kind-${kind}-text`))),
  );
}

function cancel(issuing) {
  whileBusy($("#cancel"), async () => {
    try {
      await api.del("/api/employer/issuance", { anonymous: true });
      issuing.password = null;
      location.assign("/employer/");
    } catch (problem) {
      issuing.fail(problem);
    }
  });
}

function press(issuing) {
  whileBusy($("#issue"), () => run(issuing));
}

async function run(issuing) {
  const kind = KINDS[issuing.kind ?? "modern"];
  issuing.running = true;
  issuing.told = null;
  issuing.draw();
  try {
    issuing.file = kind.format === "csr" ? await issueHere(issuing.state.userId, issuing.password) : await fetchFile(kind);
    issuing.password = null;
    issuing.running = false;
    issuing.draw(); // the file saves itself at once
    await confirm(issuing.file);
    await issuing.look();
  } catch (problem) {
    issuing.running = false;
    await failed(issuing, problem);
  }
}

async function fetchFile(kind) {
  const response = await api.file("/api/employer/issuance/certificate", kind);
  const bytes = await response.arrayBuffer();
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition"))?.[1] ?? "certificate.p12";
  return {
    bytes,
    name,
    receipt: bytes,
    serial: response.headers.get("Natsuin-Serial"),
    lastDay: response.headers.get("Natsuin-Last-Day"),
  };
}

/** The server learns that it arrived, on a line that may be bad; the file is here all the same. */
async function confirm({ receipt }) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", receipt));
  const sha256 = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  for (let attempt = 1; ; attempt++) {
    try {
      return await api.post("/api/employer/issuance/receipt", { sha256 }, { anonymous: true });
    } catch (problem) {
      if (attempt === CONFIRMS || [401, 422].includes(problem.status)) return null;
      await new Promise((done) => setTimeout(done, 1000 * attempt));
    }
  }
}

/** Where the line broke, the server knows what became of it. */
async function failed(issuing, problem) {
  if (!(problem instanceof Problem) && !(problem instanceof TypeError)) throw problem;
  await issuing.look().catch(() => {});
  if (problem instanceof Problem && problem.code !== "offline") issuing.fail(problem);
}
