// Whether this browser's network reaches the certification authority (LOGIN-8).

import { h, render } from "/lib/dom.js";
import { message } from "/lib/forms.js";
import { t } from "/lib/i18n.js";
import { service } from "/lib/service.js";

const TIMEOUT_MS = 5000;

/** Says in `place` which public addresses of the authority do not answer here; nothing where all do. */
export async function checkNetwork(place) {
  const addresses = ((await service)?.authorities ?? []).filter(canBeAsked);
  const missing = [];
  await Promise.all(addresses.map(async (address) => (await answers(address)) || missing.push(address)));
  if (!missing.length) return render(place);
  const again = h("button", { class: "button quiet small", type: "button", onClick: () => checkNetwork(place) }, t("network.again"));
  render(
    place,
    message(
      "fail",
      h("p", null, h("b", null, t("network.title"))),
      h("p", null, t("network.text")),
      h("ul", null, [...new Set(missing.map((a) => new URL(a).origin))].map((origin) => h("li", { class: "mono" }, origin))),
      h("p", null, again),
    ),
  );
}

/** An encrypted page may not ask an unencrypted address; that says nothing about the network. */
function canBeAsked(address) {
  const url = new URL(address);
  return location.protocol === "http:" || url.protocol === "https:" || url.hostname === "localhost";
}

/** Any answer will do: only the way there is tried. */
async function answers(address) {
  try {
    await fetch(address, {
      mode: "no-cors",
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return true;
  } catch {
    return false;
  }
}
