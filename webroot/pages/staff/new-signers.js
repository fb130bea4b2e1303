// 署名者: found by organization or person; each seat with a standing, for the organization or for oneself, and, where there
// is an order, a turn (CONTRACT-5). One person may have several seats: a representative who also guarantees personally.

import { api } from "/lib/api.js";
import { h } from "/lib/dom.js";
import { field } from "/lib/forms.js";
import { t, tOr } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";

const STANDINGS = ["borrower", "guarantor", "collateral-provider"];
const CAPACITIES = ["organization", "personal"];
const PAUSE_MS = 200;
let words = "";
let found = null;
let timer = 0;
let turn = 0;

export function main(making) {
  const { signers } = making.draft;
  return h(
    "section",
    { class: "card stack loose" },
    h("h2", null, t("new.signers")),
    field({
      id: "find",
      label: t("new.find"),
      hint: t("new.find-hint"),
      control: [
        h("input", {
          id: "find",
          type: "search",
          autocomplete: "off",
          ".value": words,
          "aria-describedby": "find-hint",
          onInput: (e) => search(making, e.target.value),
          onKeydown: (e) => e.key === "Enter" && e.preventDefault(),
        }),
        found &&
          h(
            "div",
            { class: "stack", "aria-live": "polite" },
            found.length
              ? h(
                  "ul",
                  { class: "found" },
                  found.map((c) => h("li", { "data-key": c.userId }, candidate(making, c))),
                )
              : h("p", { class: "soft" }, t("new.nobody-found")),
          ),
      ],
    }),
    signers.length > 0 &&
      h(
        "div",
        { class: "stack" },
        h("h3", null, t("new.chosen", { n: signers.length })),
        h(
          "ul",
          { class: "chosen" },
          signers.map((s, i) => h("li", { "data-key": s.key }, chosen(making, s, i))),
        ),
        h("p", { class: "soft small" }, t("new.turn-hint")),
      ),
  );
}

function candidate(making, c) {
  const seats = making.draft.signers.filter((s) => s.userId === c.userId).length;
  const taken = !freeSeat(making, c);
  return h(
    "button",
    { type: "button", disabled: !c.canSign || taken, onClick: () => add(making, c) },
    h(
      "span",
      null,
      h("b", null, c.name),
      h("small", null, [c.organization !== c.name && c.organization, t(`role.${c.role}`)].filter(Boolean).join("・")),
    ),
    h("span", { class: "small" }, taken ? t("new.taken") : c.canSign ? t(seats ? "new.add-again" : "new.add") : tOr(`why.${c.why}`, "why.other")),
  );
}

function chosen(making, s, i) {
  const set = (key, value) => {
    s[key] = value;
    making.changed();
    making.draw();
  };
  return [
    h("div", { class: "who" }, h("b", null, s.name), s.organization !== s.name && h("small", null, s.organization)),
    h(
      "label",
      null,
      t("contract.standing"),
      h(
        "select",
        { id: `signer-${i}-standing`, onChange: (e) => set("standing", e.target.value) },
        STANDINGS.map((x) => h("option", { value: x, selected: s.standing === x }, t(`standing.${x}`))),
      ),
    ),
    h(
      "label",
      null,
      t("new.capacity"),
      h(
        "select",
        {
          id: `signer-${i}-capacity`,
          disabled: !s.personalSignature,
          onChange: (e) => set("capacity", e.target.value),
        },
        CAPACITIES.map((x) => h("option", { value: x, selected: s.capacity === x }, t(`new.capacity-${x}`))),
      ),
    ),
    h(
      "label",
      null,
      t("new.turn"),
      h(
        "select",
        { id: `signer-${i}-turn`, onChange: (e) => set("turn", Number(e.target.value)) },
        making.draft.signers.map((_, n) =>
          h("option", { value: n + 1, selected: s.turn === n + 1 }, t("signer.turn", { n: n + 1 })),
        ),
      ),
    ),
    h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": t("new.remove", { name: s.name }),
        onClick: () => remove(making, s),
      },
      icon("close"),
    ),
  ];
}

function search(making, text) {
  words = text;
  clearTimeout(timer);
  const mine = ++turn;
  timer = setTimeout(async () => {
    const items = text.trim()
      ? (await api.get(`/api/staff/signers?q=${encodeURIComponent(text.trim())}`).catch(() => ({ items: [] }))).items
      : null;
    if (mine !== turn) return;
    found = items;
    making.draw();
  }, PAUSE_MS);
}

/** The seat that somebody would get next: none when he has every one that he can have. */
function freeSeat(making, { userId, personalSignature }) {
  const { signers } = making.draft;
  const standings = signers.length ? ["guarantor", "borrower", "collateral-provider"] : STANDINGS;
  const own = signers.filter((s) => s.userId === userId);
  const capacities = personalSignature && own.length ? CAPACITIES.toReversed() : CAPACITIES;
  return capacities
    .filter((capacity) => capacity === "organization" || personalSignature)
    .flatMap((capacity) => standings.map((standing) => ({ standing, capacity })))
    .find((seat) => !own.some((s) => s.standing === seat.standing && s.capacity === seat.capacity));
}

function add(making, candidate) {
  const { userId, name, organization, personalSignature } = candidate;
  making.draft.signers.push({
    key: crypto.getRandomValues(new Uint32Array(1))[0].toString(36),
    userId,
    name,
    organization,
    personalSignature,
    ...freeSeat(making, candidate),
    turn: 1,
  });
  making.changed();
  [words, found] = ["", null];
  making.draw();
  document.querySelector("#find").focus();
}

function remove(making, s) {
  const left = making.draft.signers.filter((other) => other !== s);
  for (const other of left) other.turn = Math.min(other.turn, left.length);
  making.changed({ signers: left });
  making.draw();
}

export function missing({ draft }) {
  if (!draft.signers.length) return [{ field: "find", message: t("new.signers-missing") }];
  const seats = draft.signers.map((s) => [s.userId, s.standing, s.capacity].join());
  const twice = seats.findIndex((seat, i) => seats.indexOf(seat) < i);
  return twice < 0 ? [] : [{ field: `signer-${twice}-standing`, message: t("new.seat-twice") }];
}

export const next = ({ draft }) => t("new.signers-count", { n: draft.signers.length });
