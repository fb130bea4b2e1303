// One contract: its documents to read, save and print (CONTRACT-8), who has signed, and the reports (SIG-3).

import "/elements/app-header.js";
import "/elements/app-nav.js";
import { api } from "/lib/api.js";
import { courseOf, fact, factsOf, signersOf, stageSentence, stagesOf, standingOf, stateChip } from "/lib/contract-parts.js";
import { $, h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { date, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { idFromPath, needSession, openPage, showFailure } from "/lib/page.js";
import { Paper } from "/lib/paper.js";
import { bankName, service } from "/lib/service.js";

const LISTS = { "in-force": "in-force", ended: "ended", refused: "ended", withdrawn: "ended" };
const listOf = ({ state, drawdown }) => (state === "ended" && drawdown ? "in-force" : (LISTS[state] ?? "to-sign"));
openPage("contract.title");
const id = idFromPath();
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;
const bank = bankName(await service);
let contract = null;
const paper = new Paper(`/api/contracts/${id}/documents`, draw);

try {
  accept(await api.get(`/api/contracts/${id}`));
  line.subscribe(`contract:${id}`, { snapshot: accept, event: accept });
} catch (problem) {
  showFailure("contract.title", problem);
}

function accept(next) {
  if (contract && next.version < contract.version) return;
  contract = next;
  paper.documents = contract.documents;
  document.title = `${contract.summary} | ${t("app.name")}`;
  $("app-nav").setAttribute("current", listOf(contract));
  $("app-nav").counts = {};
  draw();
}

/** How long one finds it here, for contracts that are kept for a time only. */
function keeping({ state, keptUntil }) {
  return keptUntil && ["in-force", "ended"].includes(state) ? t("contract.kept", { until: date(keptUntil) }) : null;
}

function draw() {
  const page = $("#page");
  page.removeAttribute("aria-busy");
  const { me } = contract;
  render(
    page,
    h(
      "header",
      { class: "contract-head" },
      h("div", { class: "row" }, stateChip(contract.state, contract.outcome)),
      h("h1", null, contract.summary),
    ),
    ["read", "pin", "code", "sign"].includes(me.step) &&
      message(
        "",
        h("p", null, t("contract.your-turn")),
        h("p", null, h("a", { class: "button", href: `/contracts/${id}/sign` }, t("home.go-sign"))),
      ),
    me.step === "signing" &&
      h(
        "section",
        { class: "card", "aria-live": "polite", "aria-label": t("signing.progress") },
        h("p", { class: "only-read" }, stageSentence(contract.documents, me.progress ?? [])),
        stagesOf(contract.documents, me.progress ?? []),
      ),
    contract.state === "refused" &&
      message(
        "wait",
        h("p", null, t(me.state === "refused" ? "standstill.refused-by-me" : "standstill.refused")),
        me.refusalComment && h("p", null, t("signer.comment", { comment: me.refusalComment })),
      ),
    contract.state === "withdrawn" && message("wait", h("p", null, t("standstill.withdrawn"))),
    keeping(contract) && message("", h("p", null, keeping(contract))),
    h(
      "div",
      { class: "contract-desk" },
      h(
        "div",
        { class: "left" },
        paper.list(),
        h(
          "section",
          { class: "card", "aria-labelledby": "signers" },
          h("h2", { id: "signers" }, t("contract.signers")),
          signersOf(contract, bank),
        ),
        h(
          "section",
          { class: "card", "aria-labelledby": "facts" },
          h("h2", { id: "facts" }, t("sign.facts")),
          factsOf(
            contract,
            me.standing &&
              fact(t("contract.standing"), (me.seats?.length ? me.seats : [me]).map(standingOf).join("、")),
            courseOf(contract),
          ),
        ),
      ),
      paper.desk(),
    ),
  );
}
