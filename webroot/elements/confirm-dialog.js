// Questions in a <dialog>: focus goes in, Escape means no, focus comes back.

import { h } from "/lib/dom.js";
import { t, time } from "/lib/i18n.js";

/** Asks; resolves true for yes. `seal`: the answer has legal effect. */
export async function confirmed({ title, text, yes, no = t("cancel"), seal = false, id = "confirm-dialog" }) {
  const dialog = h(
    "dialog",
    { id, "aria-labelledby": `${id}-title`, "aria-describedby": `${id}-text` },
    h(
      "form",
      { method: "dialog" },
      h("h2", { id: `${id}-title` }, title),
      h("p", { id: `${id}-text` }, text),
      h(
        "div",
        { class: "acts" },
        no && h("button", { class: "button quiet", value: "no" }, no),
        h("button", { class: seal ? "button seal" : "button", value: "yes" }, yes),
      ),
    ),
  );
  return (await shown(dialog)) === "yes";
}

/** Tells something that has to be noticed. */
export const told = ({ title, text }) => confirmed({ title, text, yes: t("ok"), no: null });

/** Shows a dialog until it closes; resolves its return value ("" for Escape). */
export function shown(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
      done(dialog.returnValue);
    });
  });
}

/** Whether the reader wants to stay logged in; no answer until `end` (ms since the epoch) is a no. */
export async function askToStay(end) {
  const timer = setTimeout(() => document.querySelector("#idle-dialog")?.close("no"), end - Date.now());
  const stay = await confirmed({
    id: "idle-dialog",
    title: t("idle.title"),
    text: t("idle.text", { time: time(new Date(end).toISOString(), true) }),
    yes: t("idle.stay"),
    no: t("menu.logout"),
  });
  clearTimeout(timer);
  return stay;
}
