// ヘルプ (EMP-10): what to do, page by page.

import { $, h, render } from "/lib/dom.js";
import { openEmployerPage } from "/lib/employer.js";
import { t } from "/lib/i18n.js";

openEmployerPage("employer.help");
$("#page").removeAttribute("aria-busy");
render($("#page"), h("h1", null, t("employer.help")));
