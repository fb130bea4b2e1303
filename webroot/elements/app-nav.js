// <app-nav portal current>: the global menu, which opens and closes (HOME-1) and remembers which.

import { h, render } from "/lib/dom.js";
import { t } from "/lib/i18n.js";

const KEPT = "natsuin.menu";
const MENUS = {
  mypage: () => [
    ["home", "/home"],
    [
      "contracts",
      [
        ["to-sign", "/contracts/to-sign"],
        ["in-force", "/contracts/in-force"],
        ["ended", "/contracts/ended"],
      ],
    ],
  ],
  staff: () => [
    ["dashboard", "/staff"],
    ["staff-queues", "/staff/queues"],
    ["staff-contracts", "/staff/contracts"],
    ["staff-new", "/staff/contracts/new"],
    ["staff-applications", "/staff/applications"],
    ["staff-identity", "/staff/identity"],
    ["staff-organizations", "/staff/organizations"],
    ["staff-employers", "/staff/employers"],
    ["staff-leaflet", "/staff/leaflet"],
    ["staff-faq", "/staff/faq"],
    ["staff-maintenance", "/staff/maintenance"],
    ["staff-audit", "/staff/audit"],
  ],
  operators: () => [...MENUS.staff(), ["staff-operations", "/staff/operations"]],
};
const narrow = matchMedia("(max-width: 900px)");

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage refused by the browser: open, every time
  }
}

class AppNav extends HTMLElement {
  #counts = {};

  connectedCallback() {
    this.parentElement.classList.toggle("folded", kept() === "folded");
    this.#draw();
  }

  /** Numbers beside entries, e.g. {"to-sign": 2}. */
  set counts(counts) {
    this.#counts = counts;
    this.#draw();
  }

  /** Those who look after the whole bank have one entry more than a branch's staff, the last. */
  set staffRole(role) {
    if (role !== "head-office" && role !== "auditor") return;
    this.setAttribute("portal", "operators");
    this.#draw();
  }

  toggle() {
    const shell = this.parentElement;
    if (narrow.matches) {
      if (shell.classList.toggle("unfolded")) this.querySelector("a").focus();
      return;
    }
    localStorage.setItem(KEPT, shell.classList.toggle("folded") ? "folded" : "open");
  }

  #draw() {
    const entries = MENUS[this.getAttribute("portal") ?? "mypage"]();
    render(
      this,
      h(
        "nav",
        { "aria-label": t("menu.global") },
        entries.map(([name, target]) =>
          Array.isArray(target)
            ? h(
                "details",
                { open: true },
                h("summary", null, t(`menu.${name}`)),
                target.map((entry) => this.#link(...entry)),
              )
            : this.#link(name, target),
        ),
      ),
    );
  }

  #link(name, href) {
    const count = this.#counts[name];
    return h(
      "a",
      { href, "aria-current": this.getAttribute("current") === name && "page" },
      t(`menu.${name}`),
      count > 0 && h("span", { class: "count" }, String(count), h("span", { class: "only-read" }, t("menu.count"))),
    );
  }
}

customElements.define("app-nav", AppNav);
