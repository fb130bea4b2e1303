// メンテナンス (LOGIN-9): says when service resumes, and goes on by itself where the reader was.

import "/elements/app-header.js";
import { api } from "/lib/api.js";
import { $, h, render } from "/lib/dom.js";
import { message, whileBusy } from "/lib/forms.js";
import { dateTime, t, time } from "/lib/i18n.js";
import { openPage } from "/lib/page.js";

const LOOK_EVERY_MS = 30_000;
const SPREAD_MS = 5_000;
openPage("maintenance.title");
$("#look").addEventListener("click", () => whileBusy($("#look"), look));
let waiting = 0;
look();
setInterval(look, LOOK_EVERY_MS);

async function look() {
  let now;
  try {
    now = (await api.get("/api/service", { anonymous: true })).maintenance;
  } catch {
    return told(message("wait", h("p", null, t("problem.offline"))));
  }
  if (!now.now) return resume();
  told(
    message(
      "wait",
      h("p", null, h("b", null, t("maintenance.until", { until: dateTime(now.until) }))),
      h("p", { class: "small soft" }, t("maintenance.looked", { at: time(new Date().toISOString(), true) })),
    ),
  );
  // everybody waits for the same moment: not all in the same instant
  clearTimeout(waiting);
  const left = Date.parse(now.until) - Date.now();
  if (left < LOOK_EVERY_MS) waiting = setTimeout(look, Math.max(1000, left) + Math.random() * SPREAD_MS);
}

/** This page may stand at any customers' address: the one that was asked for is shown again. */
function resume() {
  if (location.pathname === "/maintenance") location.replace("/home");
  else location.reload();
}

function told(what) {
  render($("#told"), what);
}
