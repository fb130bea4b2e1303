// The signing ceremony: 内容, 書類を読む, PIN, 認証コード, 電子署名 (CONTRACT-2, CONTRACT-3, CONTRACT-4).
// `me.step` from the server says how far one is; the address' #hash which of the steps reached is looked at. Reload,
// back, a second tab and another device therefore all arrive where the signing really stands.

import "/elements/app-header.js";
import "/elements/steps-rail.js";
import { api, isAway } from "/lib/api.js";
import { standingOf } from "/lib/contract-parts.js";
import { $, focusOn, h, render } from "/lib/dom.js";
import { message, whileBusy } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { idFromPath, needSession, openPage, showLater } from "/lib/page.js";
import { demoHints } from "/lib/demo.js";
import { bankName, service } from "/lib/service.js";
import { STEPS, ownRequest, reached, viewOf } from "/pages/sign/steps.js";
import * as code from "/pages/sign/code.js";
import * as done from "/pages/sign/done.js";
import * as overview from "/pages/sign/overview.js";
import * as pin from "/pages/sign/pin.js";
import * as progress from "/pages/sign/progress.js";
import * as read from "/pages/sign/read.js";
import * as seal from "/pages/sign/seal.js";
import * as standstill from "/pages/sign/standstill.js";

const VIEWS = { overview, read, pin, code, sign: seal, signing: progress, done, wait: standstill, none: standstill };

openPage("sign.title");
const id = idFromPath();
const session = await needSession("mypage");
const line = new LiveLine("mypage");
$("app-header").session = session;
$("app-header").line = line;

/** What the views see and do. */
const ceremony = {
  id,
  session,
  contract: null,
  bank: bankName(await service),
  demo: await demoHints(session.user.email),
  path: `/api/contracts/${id}`,
  draw,
  go,
  accept,
  /** Runs an act of this window: what it changes on the server is no news from another one. */
  act: async (button, work) => {
    acting = true;
    await whileBusy(button, work).finally(() => (acting = false));
  },
  told: null,
  tell: (sentence) => {
    ceremony.told = { kind: "wait", sentence };
    draw();
  },
  advance: async (step) => {
    ceremony.told = null;
    history.pushState(null, "", `#${step}`);
    await ceremony.reload();
  },
  reload: async () => accept(await api.get(`/api/contracts/${id}`)),
};
let shown = null;
let far = 0;
let acting = false;

try {
  await ceremony.reload();
} catch (problem) {
  if (isAway(problem)) await showLater();
  location.replace(problem.status === 404 ? "/contracts/to-sign" : `/contracts/${id}`);
}
line.subscribe(`contract:${id}`, { snapshot: accept, event: accept });
addEventListener("popstate", draw);
addEventListener("storage", () => accept(ceremony.contract)); // the PIN was given in another window of this browser

/** Takes what the server says now. Where somebody went on in another window, this one follows. */
function accept(contract) {
  if (ceremony.contract && contract.version < ceremony.contract.version) return;
  const before = ceremony.contract?.me;
  ceremony.contract = contract;
  if (before && before.seat !== contract.me.seat) nextSeat(before);
  else if (!acting && reached(contract) > far && STEPS.indexOf(shown) >= STEPS.indexOf("pin"))
    history.replaceState(null, "", location.pathname);
  draw();
}

/** One place of several is signed: the next one is begun from its first step, a separate act of will. */
function nextSeat(before) {
  const { me } = ceremony.contract;
  ownRequest.forget(id);
  const sentence = t(`seat.next-${me.step === "wait" ? "later" : "now"}`, {
    done: standingOf(before),
    next: standingOf(me),
  });
  ceremony.told = { kind: "ok", sentence };
  history.replaceState(null, "", me.step === "wait" ? location.pathname : "#overview");
}

/** Goes to a step; the browser's back button comes back from it. */
function go(step) {
  ceremony.told = null;
  history.pushState(null, "", `#${step}`);
  draw();
}

/** The step in the address; another anchor of the page, as of 'skip to the content', leaves one where one is. */
function wanted() {
  const name = location.hash.slice(1);
  return name && !STEPS.includes(name) ? shown : name;
}

function draw() {
  const { contract } = ceremony;
  const name = viewOf(contract, wanted());
  const view = VIEWS[name];
  const changed = name !== shown;
  far = reached(contract);
  shown = name;
  const at = STEPS.indexOf(name);
  if (at >= 0 && !location.hash) history.replaceState(null, "", `#${name}`); // what comes next is gone to, never jumped to
  $("steps-rail").steps = STEPS.map((step) => ({ name: t(`step.${step}`) }));
  $("steps-rail").now = at < 0 ? (name === "done" ? STEPS.length : reached(contract)) : at;
  const { seats = [] } = contract.me;
  $("#seat").hidden = seats.length < 2 || at < 0;
  $("#seat").textContent = t("seat.now", {
    n: seats.findIndex((s) => s.id === contract.me.seat) + 1,
    of: seats.length,
    standing: standingOf(contract.me),
  });
  document.title = `${at < 0 ? t(`view.${name}`) : t(`step.${name}`)} · ${contract.summary} | ${t("app.name")}`;
  document.body.dataset.view = name;
  const { told } = ceremony;
  render($("#main"), told && message(told.kind, h("p", { role: "alert" }, told.sentence)), view.main(ceremony));
  const side = view.side?.(ceremony);
  $("#side").hidden = !side;
  render($("#side"), side ?? []);
  render($("#bar"), view.bar(ceremony));
  const said = view.say?.(ceremony) ?? "";
  if ($("#say").textContent !== said) $("#say").textContent = said;
  if (changed) {
    scrollTo(0, 0);
    view.enter?.(ceremony);
    focusOn($("[data-focus]", $("#main")) ?? $("h1", $("#main")));
  }
}

if (ceremony.contract?.me.step === "done") ownRequest.forget(id);
