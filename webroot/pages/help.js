// Pages that only tell something.
import { $ } from "/lib/dom.js";
import { openPage } from "/lib/page.js";
openPage($("h1").dataset.t);
