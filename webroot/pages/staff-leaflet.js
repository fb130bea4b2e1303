// 利用登録お手続きのご案内 (APP-1): the leaflet with address and QR code, for one customer or for anybody.

import "/elements/app-header.js";
import "/elements/app-nav.js";
import "/elements/pdf-viewer.js";
import { api } from "/lib/api.js";
import { branchOptions } from "/lib/application-parts.js";
import { $, h, render } from "/lib/dom.js";
import { field, message } from "/lib/forms.js";
import { icon } from "/lib/icons.js";
import { lang, t } from "/lib/i18n.js";
import { LiveLine } from "/lib/live.js";
import { needSession, openPage, showFailure } from "/lib/page.js";

openPage("leaflet.title");
const session = await needSession("staff");
$("app-header").session = session;
$("app-header").line = new LiveLine("staff");
const { staff } = session;
const chosen = { customer: "", branch: staff.branch.code };
try {
  const { items } = await api.get("/api/branches");
  draw(branchOptions(items, lang));
} catch (problem) {
  showFailure("leaflet.title", problem);
}

function address(more = {}) {
  const { branch, customer } = chosen;
  return `/api/staff/leaflet.pdf?${new URLSearchParams({ branch, customer: customer.trim(), ...more })}`;
}

function draw(branches) {
  $("#page").removeAttribute("aria-busy");
  const may = staff.role !== "auditor";
  render(
    $("#page"),
    h("h1", null, t("leaflet.title")),
    may ? form(branches) : message("", h("p", null, t("leaflet.forbidden"))),
    may && h("pdf-viewer", { id: "preview", src: address(), heading: t("leaflet.title") }),
  );
}

function form(branches) {
  const all = staff.role === "head-office";
  return h(
    "form",
    { id: "form", class: "card stack", novalidate: true, onSubmit: (e) => (e.preventDefault(), preview(branches)) },
    h("p", null, t("leaflet.text")),
    field({
      id: "customer",
      label: t("leaflet.customer"),
      hint: t("leaflet.customer-hint"),
      control: h("input", {
        id: "customer",
        maxlength: 100,
        autocomplete: "off",
        ".value": chosen.customer,
        "aria-describedby": "customer-hint",
        onInput: (e) => (chosen.customer = e.target.value),
        onChange: () => preview(branches),
      }),
    }),
    all &&
      field({
        id: "branch",
        label: t("form.label.branch"),
        control: h(
          "select",
          {
            id: "branch",
            onChange: (e) => {
              chosen.branch = e.target.value;
              preview(branches);
            },
          },
          branches.map(({ value, label }) => h("option", { value, selected: value === chosen.branch }, label)),
        ),
      }),
    h(
      "div",
      { class: "row" },
      h("button", { type: "submit", class: "button quiet" }, t("leaflet.preview")),
      h("a", { class: "button", id: "open", href: address(), target: "_blank" }, icon("print"), t("leaflet.print")),
      h("a", { class: "button quiet", id: "save", href: address({ save: "" }) }, icon("save"), t("leaflet.save")),
    ),
  );
}

function preview(branches) {
  draw(branches);
  $("#preview").setAttribute("src", address());
}
