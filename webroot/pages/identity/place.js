// One place for one file: 「参照」, 「アップロード」, 「削除」, and how its scan stands (DOC-3, DOC-4).

import { api, uploadFile } from "/lib/api.js";
import { $, h } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { size, t, tOr } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";

const ENDINGS = ["docx", "xlsx", "pdf", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff"];
const SEEN = /\.(jpe?g|png|gif|bmp)$/i;
// Types beside endings: phones offer their camera for these.
const ACCEPT = [...ENDINGS.map((e) => `.${e}`), "image/jpeg", "image/png", "application/pdf"].join(",");
const TONE = { queued: "busy", scanning: "busy", waiting: "busy", clean: "ok", infected: "fail", refused: "fail" };
const MARK = { clean: "✓", infected: "!", refused: "!" };

/** What this browser knows of each place beyond the server: the file chosen, how far it has gone, what was refused. */
const local = new Map();

function at(spot) {
  const key = `${spot.part}/${spot.kind}/${spot.position}`;
  if (!local.has(key)) local.set(key, { file: null, picture: null, share: null, problem: null });
  return local.get(key);
}

/** `spot` = {part, kind, position, label}; `sent` is what the server has there, if anything. */
export function place(desk, spot, sent) {
  const here = at(spot);
  const id = `${spot.part}-${spot.position}`;
  return h(
    "li",
    {
      class: `place${here.share === null ? "" : " going"}`,
      "data-key": id,
      onDragover: (e) => over(e, true),
      onDragleave: (e) => over(e, false),
      onDrop: (e) => (over(e, false), choose(desk, spot, e.dataTransfer.files[0])),
    },
    h("h3", { id: `${id}-label` }, h("span", { class: "number" }, spot.position), spot.label),
    here.file && chosen(here),
    !here.file && sent && registered(sent),
    !here.file && !sent && h("p", { class: "soft" }, t("identity.nothing")),
    here.share !== null && h("progress", { max: 1, ".value": here.share, "aria-label": t("identity.uploading") }),
    here.problem && refusal(here.problem),
    !here.file && sent && why(sent),
    buttons(desk, spot, sent, id),
  );
}

function chosen(here) {
  const words = here.share === null ? "identity.chosen" : here.share < 1 ? "identity.uploading" : "identity.arriving";
  return h(
    "div",
    { class: "what" },
    here.picture ? h("img", { src: here.picture, alt: "" }) : icon("file"),
    h("p", null, h("b", null, here.file.name), h("small", null, `${size(here.file.size)}・${t(words)}`)),
  );
}

function registered(sent) {
  return h(
    "div",
    { class: "what" },
    icon("file"),
    h("p", null, h("b", null, sent.fileName), h("small", null, size(sent.size))),
    h(
      "span",
      { class: `chip ${TONE[sent.state] ?? ""}`, "data-mark": MARK[sent.state] ?? "" },
      t(sent.state === "clean" && !sent.scanned ? "identity.state-unscanned" : `identity.state-${sent.state}`),
    ),
  );
}

/** Why a file that went up was not taken after all. */
function why(sent) {
  if (sent.state === "infected") return message("fail", h("p", null, t("identity.infected", { virus: sent.virus })));
  if (sent.state === "refused")
    return message("fail", h("p", null, tOr(`refused.${sent.reason}`, "refused.damaged")));
  return sent.state === "waiting" && h("p", { class: "soft" }, t("identity.waiting"));
}

const refusal = (problem) =>
  message(
    "fail",
    h(
      "div",
      { role: "alert" },
      h("p", null, h("b", null, problem.title ?? problem.message)),
      problem.errors?.length ? problem.errors.map((e) => h("p", null, e.message)) : h("p", null, problem.detail),
    ),
  );

function buttons(desk, spot, sent, id) {
  const here = at(spot);
  const going = here.share !== null;
  const named = { "aria-describedby": `${id}-label` };
  return h(
    "div",
    { class: "row acts" },
    h("input", {
      id: `${id}-file`,
      type: "file",
      hidden: true,
      accept: ACCEPT,
      onChange: (e) => (choose(desk, spot, e.target.files[0]), (e.target.value = "")),
    }),
    h(
      "button",
      { type: "button", id: `${id}-choose`, class: "button quiet small", disabled: going, ...named, onClick: () => $(`#${id}-file`).click() },
      t("identity.browse"),
    ),
    (here.file || !sent) &&
      h(
        "button",
        {
          type: "button",
          id: `${id}-upload`,
          class: "button small",
          "aria-disabled": !here.file || going ? "true" : "false",
          ...named,
          onClick: () => here.file && !going && upload(desk, spot),
        },
        t("identity.upload"),
      ),
    going && h("button", { type: "button", class: "button plain small", ...named, onClick: () => here.stop.abort() }, t("cancel")),
    (here.file || sent) &&
      !going &&
      h(
        "button",
        { type: "button", id: `${id}-delete`, class: "button quiet small", ...named, onClick: () => remove(desk, spot, sent) },
        t("identity.delete"),
      ),
  );
}

function over(event, on) {
  event.preventDefault();
  event.currentTarget.classList.toggle("over", on);
}

/** Only looks at name and size; what a file really is, the server finds out. */
function choose(desk, spot, file) {
  if (!file) return;
  const here = at(spot);
  if (here.picture) URL.revokeObjectURL(here.picture);
  Object.assign(here, { file: null, picture: null, problem: null });
  const ending = file.name.split(".").pop().toLowerCase();
  if (!ENDINGS.includes(ending)) here.problem = { title: t("identity.not-taken"), detail: t("identity.wrong-ending") };
  else if (file.size > desk.request.largestFile)
    here.problem = { title: t("identity.not-taken"), detail: t("identity.too-large", { size: size(file.size) }) };
  else Object.assign(here, { file, picture: SEEN.test(file.name) ? URL.createObjectURL(file) : null });
  desk.draw();
  if (here.file) $(`#${spot.part}-${spot.position}-upload`)?.focus();
}

async function upload(desk, spot) {
  const here = at(spot);
  Object.assign(here, { share: 0, problem: null, stop: new AbortController() });
  desk.draw();
  const query = new URLSearchParams({ part: spot.part, kind: spot.kind, position: spot.position });
  const progress = (share) => ((here.share = share), desk.draw());
  const work = () =>
    uploadFile(`/api/certificate-request/files?${query}`, here.file, progress, here.stop.signal).then((answer) => {
      forget(here);
      return answer;
    });
  await desk.act(work, (problem) => {
    here.share = null;
    if (problem.name !== "AbortError") here.problem = problem;
  });
  $(`#${spot.part}-${spot.position}-choose`)?.focus();
}

function forget(here) {
  if (here.picture) URL.revokeObjectURL(here.picture);
  Object.assign(here, { file: null, picture: null, share: null, problem: null });
}

async function remove(desk, spot, sent) {
  const here = at(spot);
  if (here.file) {
    forget(here);
    desk.draw();
  } else {
    here.problem = null;
    await desk.act(
      () => api.del(`/api/certificate-request/files/${sent.id}`),
      (problem) => (here.problem = problem),
    );
  }
  $(`#${spot.part}-${spot.position}-choose`)?.focus();
}
