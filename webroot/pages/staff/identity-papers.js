// The documents as pictures that the server drew: turned, enlarged, never the file itself (DOC-4, DOC-5).

import { h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { lang, t } from "/lib/i18n.js";

export function papers(page) {
  const files = page.check.parts.flatMap((p) => p.files.map((f) => ({ ...f, part: p })));
  if (!files.length) return message("", h("p", null, t("check.no-files")));
  return files.map((file) => paper(page, file));
}

function paper(page, file) {
  const kind = file.part.kinds.find((k) => k.kind === file.kind);
  const label = kind?.files.find((f) => f.position === file.position)?.label[lang] ?? file.fileName;
  const visible = page.check.state !== "returned" && page.check.state !== "documents-due";
  return h(
    "section",
    { class: "card stack", "aria-labelledby": `paper-${file.id}`, "data-key": file.id },
    h("h2", { id: `paper-${file.id}` }, label),
    h(
      "p",
      { class: "soft" },
      `${file.fileName}・${t("document.pages", { n: file.pages })}・`,
      t(file.scanned ? "check.scanned" : "check.unscanned"),
    ),
    /\.(docx|xlsx)$/.test(file.fileName) && h("p", { class: "soft" }, t("check.only-words")),
    visible
      ? Array.from({ length: file.pages }, (_, i) => sheet(page, file, label, i + 1))
      : h("p", null, t("check.with-customer")),
  );
}

function sheet(page, file, label, n) {
  const key = `${file.id}/${n}`;
  const view = page.shown.get(key) ?? { turn: 0, large: false, again: 0, failed: false };
  const set = (changes) => (page.shown.set(key, { ...view, ...changes }), page.draw());
  const name = t("check.page", { label, n });
  return h(
    "div",
    { class: "paper-page", "data-key": key },
    h(
      "div",
      { class: `paper-frame turn-${view.turn}${view.large ? " large" : ""}`, tabindex: "0", role: "group", "aria-label": name },
      view.failed
        ? message(
            "fail",
            h("p", null, t("check.not-drawn")),
            h(
              "button",
              { type: "button", class: "button quiet small", onClick: () => set({ failed: false, again: view.again + 1 }) },
              t("check.again"),
            ),
          )
        : h("img", {
            src: `${page.path}/files/${file.id}/pages/${n}.png${view.again ? `?${view.again}` : ""}`,
            alt: name,
            loading: n > 1 ? "lazy" : "eager",
            onError: () => set({ failed: true }),
          }),
    ),
    h(
      "div",
      { class: "viewer-bar" },
      h("span", { class: "soft" }, t("check.where", { n, of: file.pages })),
      h(
        "button",
        { type: "button", class: "button quiet small", "aria-label": t("check.turn-it", { name }), onClick: () => set({ turn: (view.turn + 1) % 4 }) },
        t("check.turn"),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button quiet small",
          "aria-pressed": view.large ? "true" : "false",
          "aria-label": t("check.enlarge-it", { name }),
          onClick: () => set({ large: !view.large }),
        },
        t("check.enlarge"),
      ),
    ),
  );
}
