// <app-header portal="mypage|staff|employer">: the bank, the state of the live line, the language, and the name menu.

import { confirmed, told } from "/elements/confirm-dialog.js";
import "/elements/live-state.js";
import { api, reach } from "/lib/api.js";
import { h, render, svg } from "/lib/dom.js";
import { languages, lang, date, setLang, t } from "/lib/i18n.js";
import { icon } from "/lib/icons.js";
import { watchQueue } from "/lib/queue.js";
import { watchMaintenance } from "/lib/maintenance.js";
import { bankName, service, serviceBefore } from "/lib/service.js";

/** A square seal cut in ink: the house mark. Ink, not vermilion: vermilion binds. */
function houseMark() {
  const stroke = { fill: "none", stroke: "currentColor", "stroke-width": 2.4, "stroke-linecap": "square" };
  return svg(
    "svg",
    { viewBox: "0 0 34 34", "aria-hidden": "true" },
    svg("rect", { x: 1.5, y: 1.5, width: 31, height: 31, rx: 5, ...stroke }),
    svg("path", { d: "M17 7v20M10 11h14M8.5 17h17M10 23c3 0 5 2 7 4 2-2 4-4 7-4", ...stroke }),
  );
}

/** What differs between the portals: name, way home, what ends a session and where that leads. */
const PORTALS = {
  mypage: { name: "app.mypage", home: "/home", session: "/api/session", login: "/login" },
  staff: { name: "app.staff", home: "/staff", session: "/api/staff/session", login: "/staff/login" },
  employer: { name: "app.employer", home: "/employer/", session: "/api/employer/session", login: "/employer/login" },
};

const SAYS_SO_AFTER_MS = 1500;

/** Where a phone has no room for a language's name. */
const SHORT = { ja: "日", en: "EN" };

class AppHeader extends HTMLElement {
  /** Somebody is logging out: whatever ends now ends because of that. */
  leaving = false;
  #session = null;
  #line = null;
  #service = serviceBefore;
  #near = null;
  #away = false;
  #awayTimer = 0;

  connectedCallback() {
    this.setAttribute("role", "banner");
    this.#draw();
    service.then((s) => {
      this.#service = s;
      this.#draw();
    });
    if (this.portal === "mypage")
      watchMaintenance((sentence) => {
        this.#near = sentence;
        this.#draw();
      });
    reach.addEventListener("change", () => this.#reached());
    document.addEventListener("click", (e) => this.#closeMenus(e.target));
    this.addEventListener("keydown", (e) => e.key === "Escape" && this.#closeMenus(null));
  }

  set session(session) {
    this.#session = session;
    const nav = document.querySelector("app-nav");
    if (nav && session?.staff) nav.staffRole = session.staff.role;
    this.#countQueue();
    this.#draw();
  }

  set line(line) {
    this.#line = line;
    this.#countQueue();
    this.#draw();
  }

  /** What waits for the branch stands in the staff's menu, on every page (STAFF-2). */
  #countQueue() {
    const nav = document.querySelector("app-nav");
    if (!nav || !this.#line || !this.#session?.staff) return;
    watchQueue(this.#line, this.#session.staff, (counts) => {
      const { applications, documents, meetings, blockedMasters, resets } = counts;
      nav.counts = {
        "staff-queues": Object.values(counts).reduce((sum, count) => sum + count, 0),
        "staff-applications": applications,
        "staff-identity": documents + meetings,
        "staff-employers": blockedMasters + resets,
      };
    });
  }

  get portal() {
    return this.getAttribute("portal") ?? "mypage";
  }

  get #about() {
    return PORTALS[this.portal];
  }

  /** What mends within a moment is not worth a word. */
  #reached() {
    clearTimeout(this.#awayTimer);
    const tell = () => {
      this.#away = reach.away;
      this.#draw();
    };
    if (reach.away) this.#awayTimer = setTimeout(tell, SAYS_SO_AFTER_MS);
    else tell();
  }

  #closeMenus(target) {
    for (const menu of this.querySelectorAll("details[open]")) {
      if (menu.contains(target)) continue;
      menu.open = false;
      if (!target) menu.querySelector("summary").focus();
    }
  }

  #draw() {
    render(
      this,
      h(
        "div",
        { class: "bar" },
        document.querySelector("app-nav") &&
          h(
            "button",
            {
              type: "button",
              class: "icon-button",
              "aria-label": t("menu.toggle"),
              title: t("menu.toggle"),
              onClick: () => document.querySelector("app-nav").toggle(),
            },
            icon("menu"),
          ),
        h(
          "a",
          { class: "brand", href: this.#about.home },
          houseMark(),
          h(
            "div",
            null,
            h("b", null, bankName(this.#service) || t("app.name")),
            h("span", null, t(this.#about.name)),
          ),
        ),
        h("div", { class: "gap" }),
        this.#line && h("live-state", { ".line": this.#line, always: this.hasAttribute("always-live") }),
        this.portal === "employer" && this.#help(),
        this.#languageMenu(),
        this.#session && this.#personMenu(),
      ),
      this.#near && h("p", { class: "near", role: "status" }, this.#near),
      h("p", { class: "near away", role: "status" }, this.#away && t("reach.away")),
    );
  }

  /** Help is one press away on every page of the employer portal (EMP-10); a phone finds both at the page's foot. */
  #help() {
    return h(
      "div",
      { class: "help" },
      h("a", { href: "/employer/help" }, t("employer.help")),
      h("a", { href: "/employer/check" }, t("employer.check")),
    );
  }

  #languageMenu() {
    const other = Object.keys(languages).find((code) => code !== lang);
    return h(
      "button",
      { type: "button", class: "icon-button", lang: other, "aria-label": languages[other], onClick: () => this.#speak(other) },
      h("span", { class: "wide" }, languages[other]),
      h("span", { class: "narrow" }, SHORT[other]),
    );
  }

  /** Mails follow the screens; where that cannot be told just now, the screens change all the same. */
  async #speak(language) {
    const mails = { mypage: "/api/session/language", employer: "/api/employer/account/language" }[this.portal];
    if (mails && this.#session) await api.put(mails, { language }).catch(() => {});
    setLang(language);
  }

  #personMenu() {
    if (this.portal === "staff") return this.#staffMenu(this.#session.staff);
    return this.portal === "employer" ? this.#employerMenu(this.#session.user) : this.#nameMenu(this.#session.user);
  }

  #nameMenu(user) {
    return this.#menu(
      user.name,
      h(
        "div",
        null,
        h("b", null, user.organization.name),
        h("br"),
        user.name,
        " ",
        h("span", { class: "soft" }, t(`role.${user.role}`)),
        h("br"),
        h("span", { class: "soft small" }, t("menu.mypage-id", { id: user.mypageId })),
      ),
      user.credential &&
        h(
          "p",
          { class: "small soft" },
          t("menu.credential", { id: user.credential.credentialId }),
          h("br"),
          t("menu.credential-until", { date: date(user.credential.notAfter) }),
        ),
      h("hr"),
      h("a", { class: "button plain", href: "/account" }, t("menu.account")),
      h("a", { class: "button plain", href: "/faq" }, t("menu.faq")),
      this.#logout(),
    );
  }

  #staffMenu(staff) {
    return this.#menu(
      staff.name,
      h(
        "div",
        null,
        h("b", null, lang === "ja" ? staff.branch.name : staff.branch.nameLatin),
        h("br"),
        staff.name,
        " ",
        h("span", { class: "soft" }, t(`staff-role.${staff.role}`)),
      ),
      h("hr"),
      this.#logout(),
    );
  }

  #employerMenu(user) {
    return this.#menu(
      user.name,
      h(
        "div",
        null,
        h("b", null, user.employer.name),
        h("br"),
        user.name,
        " ",
        h("span", { class: "soft" }, t(`employer-role.${user.role}`)),
        h("br"),
        h("span", { class: "soft small" }, t("employer.user-id", { id: user.userId })),
      ),
      user.certificate &&
        h("p", { class: "small soft" }, t("employer.certificate-until", { date: date(user.certificate.lastDay) })),
      h("hr"),
      h("a", { class: "button plain", href: "/employer/account" }, t("menu.account")),
      this.#logout(),
    );
  }

  /** On a phone the family name has to do. */
  #menu(name, ...content) {
    const title = (n) => (this.portal === "staff" ? n : t("menu.name", { name: n }));
    return h(
      "details",
      { class: "menu" },
      h(
        "summary",
        null,
        h("span", { class: "wide" }, title(name)),
        h("span", { class: "narrow" }, title(name.split(/[\s　]/)[0])),
      ),
      h("div", { class: "sheet" }, content),
    );
  }

  #logout() {
    return h("button", { type: "button", class: "button plain", onClick: () => this.#askLogout() }, t("menu.logout"));
  }

  async #askLogout() {
    const { session, login } = this.#about;
    if (!(await confirmed({ title: t("logout.title"), text: t("logout.text"), yes: t("ok") }))) return;
    this.leaving = true;
    try {
      await api.del(session, { anonymous: true });
    } catch {
      this.leaving = false;
      await told({ title: t("logout.failed-title"), text: t("logout.failed") });
      return;
    }
    sessionStorage.removeItem("natsuin.in");
    location.assign(`${login}?out=1`);
  }
}

customElements.define("app-header", AppHeader);
