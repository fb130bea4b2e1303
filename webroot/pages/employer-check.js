// ブラウザの確認 (EMP-10): what this browser can do, said in words, with what to do where it cannot.

import { $, h, render } from "/lib/dom.js";
import { openEmployerPage } from "/lib/employer.js";
import { t } from "/lib/i18n.js";

openEmployerPage("employer.check");
$("#page").removeAttribute("aria-busy");
render($("#page"), h("h1", null, t("employer.check")));
