// 壁面表示: this browser becomes a screen on the wall, which needs nobody's login; those that are on can be turned off.

import { shown } from "/elements/confirm-dialog.js";
import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { field, message, whileBusy } from "/lib/forms.js";
import { dateTime, t } from "/lib/i18n.js";

const PAGE_MS = 12_000;

/** What is below the edge of a screen that nobody scrolls comes up by itself. */
export function turnPages() {
  setInterval(() => {
    const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 8;
    scrollTo({ top: end ? 0 : scrollY + innerHeight * 0.7 });
  }, PAGE_MS);
}

/** Asks what for; those who may only look get the look. */
export async function chooseWall(branch, acting) {
  const show = `/staff?wall&branch=${branch.id}`;
  if (!acting) return location.assign(show);
  const query = `?branch=${branch.id}`;
  const { items } = await api.get(`/api/staff/walls${query}`);
  const refused = h("div", { role: "alert" });
  const name = h("input", { id: "wall-name", maxlength: 40, required: true, autocomplete: "off" });
  const button = h("button", { class: "button" }, t("wall.open"));
  const dialog = h(
    "dialog",
    { id: "wall-dialog", "aria-labelledby": "wall-title" },
    h(
      "form",
      { method: "dialog", class: "stack" },
      h("h2", { id: "wall-title" }, t("dashboard.wall")),
      h("p", null, t("wall.text")),
      field({ id: "wall-name", label: t("wall.name"), hint: t("wall.name-hint"), must: true, control: name }),
      refused,
      h(
        "div",
        { class: "acts" },
        h("button", { type: "button", class: "button quiet", onClick: () => dialog.close("no") }, t("cancel")),
        h("button", { type: "button", class: "button quiet", onClick: () => dialog.close("look") }, t("wall.look")),
        button,
      ),
      items.length > 0 && h("section", { class: "stack" }, h("h3", null, t("wall.on")), h("ul", { class: "walls" }, items.map(on))),
    ),
  );
  dialog.querySelector("form").addEventListener("submit", (e) => {
    e.preventDefault();
    whileBusy(button, async () => {
      try {
        await api.post(`/api/staff/walls${query}`, { name: name.value });
        location.assign(show);
      } catch (problem) {
        refused.replaceChildren(message("fail", h("p", null, problem.field?.("name") ?? problem.message)));
      }
    });
  });
  if ((await shown(dialog)) === "look") location.assign(show);
}

/** One that is on, and the button that turns it off. */
function on(wall) {
  const line = h(
    "li",
    null,
    h("span", null, h("b", null, wall.name), " ", h("small", { class: "soft" }, t("wall.since", { at: dateTime(wall.openedAt), by: wall.openedBy }))),
    h(
      "button",
      {
        type: "button",
        class: "button quiet small",
        "aria-label": t("wall.turn-off-label", wall),
        onClick: (e) =>
          whileBusy(e.currentTarget, async () => {
            await api.del(`/api/staff/walls/${wall.id}`).catch(() => {}); // off already
            line.remove();
          }),
      },
      t("wall.turn-off"),
    ),
  );
  return line;
}
