// ブラウザの確認 (EMP-10): what this browser can do, said in words, with what to do where it cannot.

import { checks } from "/lib/browser-checks.js";
import { $, h, render } from "/lib/dom.js";
import { openEmployerPage } from "/lib/employer.js";
import { message } from "/lib/forms.js";
import { dateTime, t } from "/lib/i18n.js";
import { service } from "/lib/service.js";

openEmployerPage("employer.check");
/** Where help says more: the page and its section. */
const HELP = {
  javascript: "browser-settings#javascript",
  cookies: "browser-settings#cookies",
  tls: "browser-settings#address",
  certificate: "browser-settings#choice",
  time: "browser-settings#time",
  crypto: "browser-settings#browser",
  socket: "browser-settings#network",
  storage: "browser-settings#cookies",
  language: "browser-settings#language",
  download: "browser-settings#downloads",
};
const MARK = { ok: "✓", hint: "！", fail: "✗", busy: "…", ask: "？" };
const names = [...Object.keys(checks), "download"];
const BUSY = { state: "busy", key: "busy" };
const opened = new Date().toISOString();
let results = {};
let version = "";

service.then((s) => {
  version = s?.version ?? "";
  draw();
});

$("#page").removeAttribute("aria-busy");
run();

function run() {
  results = Object.fromEntries(names.map((name) => [name, BUSY]));
  results.download = { state: "ask", key: "download.ask" };
  draw();
  for (const [name, check] of Object.entries(checks)) {
    check()
      .catch(() => ({ state: "fail", key: "failed" }))
      .then((result) => found(name, result));
  }
}

function found(name, result) {
  results[name] = result;
  draw();
}

function draw() {
  render(
    $("#page"),
    h("h1", null, t("employer.check")),
    h("p", null, t("check.lead")),
    h("div", { id: "verdict", role: "status" }, verdict()),
    h("ol", { class: "checks", "aria-label": t("check.results") }, names.map((name) => row(name, results[name]))),
    h(
      "p",
      { class: "no-print" },
      h("button", { class: "button quiet", type: "button", id: "again", onClick: run }, t("check.again")),
    ),
    forHelpDesk(),
  );
}

function verdict() {
  const states = Object.values(results).map(({ state }) => state);
  const count = (state) => states.filter((s) => s === state).length;
  if (count("busy")) return message("", h("p", null, t("check.busy")));
  if (count("fail")) return message("fail", h("p", null, t("check.some-fail", { n: count("fail") })));
  if (count("ask")) return message("wait", h("p", null, t("check.one-left")));
  if (count("hint")) return message("wait", h("p", null, t("check.some-hint", { n: count("hint") })));
  return message("ok", h("p", null, t("check.all-ok")));
}

function row(name, { state, key, facts }) {
  return h(
    "li",
    { class: `card check ${state}`, "data-key": name },
    h("span", { class: "mark", "aria-hidden": "true" }, MARK[state]),
    h(
      "div",
      null,
      h("h2", null, t(`check.name.${name}`), h("span", { class: "state" }, t(`check.state.${state}`))),
      h("p", null, t(`check.${key}`, facts)),
      name === "download" && download(),
      ["fail", "hint"].includes(state) && help(name),
    ),
  );
}

function help(name) {
  const words = t("check.help", { name: t(`check.name.${name}`) });
  return h("p", { class: "no-print" }, h("a", { href: `/employer/help/${HELP[name]}` }, words));
}

/** Whether a file has arrived on the disk, only the reader can see. */
function download() {
  const answer = (result, key) =>
    h(
      "button",
      { class: "button quiet small", type: "button", onClick: () => found("download", { state: result, key: `download.${result}` }) },
      t(`check.download.${key}`),
    );
  return h(
    "p",
    { class: "row no-print" },
    h("button", { class: "button small", type: "button", onClick: save }, t("check.download.save")),
    answer("ok", "yes"),
    answer("fail", "nothing"),
  );
}

function save() {
  const url = URL.createObjectURL(new Blob([t("check.download.text")], { type: "application/octet-stream" }));
  h("a", { href: url, download: "natsuin-check.txt" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** What a help desk asks for, and nothing about who asks. */
function forHelpDesk() {
  return h(
    "section",
    { class: "card stack", "aria-labelledby": "for-help-desk", "data-key": "summary" },
    h("h2", { id: "for-help-desk" }, t("check.summary.title")),
    h("p", null, t("check.summary.text")),
    h("pre", { id: "summary", tabindex: "0", role: "group", "aria-labelledby": "for-help-desk" }, summary()),
    h(
      "div",
      { class: "row no-print" },
      h("button", { class: "button quiet", type: "button", onClick: copy }, t("check.summary.copy")),
      h("span", { id: "copied", role: "status" }),
    ),
  );
}

function summary() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const lines = [
    `${t("check.summary.at")}: ${dateTime(opened, true)}`,
    `${t("check.summary.zone")}: ${zone}`,
    `${t("check.summary.address")}: ${location.origin}`,
    `${t("check.summary.version")}: ${version}`,
    `${t("check.summary.browser")}: ${navigator.userAgent}`,
    `${t("check.summary.window")}: ${innerWidth} × ${innerHeight}`,
  ];
  for (const name of names) {
    const { state, key, facts } = results[name];
    lines.push(`${MARK[state]} ${t(`check.name.${name}`)}: ${t(`check.${key}`, facts)}`);
  }
  return lines.join("\n");
}

async function copy() {
  try {
    await navigator.clipboard.writeText(summary());
    $("#copied").textContent = t("check.summary.copied");
  } catch {
    getSelection().selectAllChildren($("#summary")); // the browser refuses: the reader copies what is marked
    $("#copied").textContent = t("check.summary.marked");
  }
}
