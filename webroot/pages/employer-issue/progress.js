// ⑦ 発行中: what is being done, in words.

import { h } from "/lib/dom.js";
import { t } from "/lib/i18n.js";

export const title = "issue.progress-title";
const STAGES = ["key", "certificate", "file", "handing-over"];

function stageOf({ state }) {
  return STAGES.includes(state?.stage) ? state.stage : "key";
}

export function main(issuing) {
  const index = STAGES.indexOf(stageOf(issuing));
  return h(
    "section",
    { class: "card stack", "data-key": "progress" },
    h("p", null, t("issue.progress-text")),
    h(
      "ol",
      { class: "stages" },
      STAGES.map((stage, i) =>
        h(
          "li",
          { class: i < index ? "past" : i === index ? "now" : "", "aria-current": i === index && "step" },
          t(`issue.stage-${stage}`),
        ),
      ),
    ),
    !issuing.running && h("p", { class: "soft" }, t("issue.elsewhere-running")),
  );
}

export const say = (issuing) => t(`issue.stage-${stageOf(issuing)}`);
