// Which step is shown: the server says how far one may be, the address which of those one looks at.

export const STEPS = ["overview", "read", "pin", "code", "sign"];
const KEY = (contract) => `natsuin.request.${contract}`;

/** Which request was begun in this browser. Not a secret: the secret's half is a cookie that no script can read. */
export const ownRequest = {
  keep: (contract, request) => localStorage.setItem(KEY(contract), request),
  forget: (contract) => localStorage.removeItem(KEY(contract)),
  is: (contract, request) => localStorage.getItem(KEY(contract)) === request,
};

/** Whether this browser holds the other half of the signer's secret. */
function here(contract) {
  const { request } = contract.me;
  return request && (request.here === true || ownRequest.is(contract.id, request.id));
}

/** Someone began on another device: the PIN is needed again on this one. */
export const elsewhere = (contract) => ["code", "sign"].includes(contract.me.step) && !here(contract);

/** The furthest step, as an index into STEPS; beyond them once the signing runs. */
export function reached(contract) {
  const { step } = contract.me;
  if (["signing", "done"].includes(step)) return STEPS.length;
  if (elsewhere(contract)) return STEPS.indexOf("pin");
  return Math.max(0, STEPS.indexOf(step));
}

/** The view for a contract and the step named in the address ("" for none). */
export function viewOf(contract, wanted) {
  const { step } = contract.me;
  if (!["read", "pin", "code", "sign"].includes(step)) return step;
  const asked = STEPS.indexOf(wanted);
  const limit = reached(contract);
  if (asked >= 0 && asked <= limit) return wanted;
  const begun = contract.documents.some((d) => d.openedAt);
  return step === "read" && !begun ? "overview" : STEPS[limit];
}
