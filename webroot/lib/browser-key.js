// A client certificate whose key is made in this browser and never leaves it (EMP-6): request, certificate, file.

import { api } from "/lib/api.js";
import { makeRequest } from "/lib/pkcs10.js";
import { packP12 } from "/lib/pkcs12.js";

/** The file, packed here under the login password; `receipt` is what was handed over. */
export async function issueHere(userId, password) {
  const { keyPair, csrPem } = await makeRequest(userId);
  const { chain, fileName, serial, lastDay } = await api.post(
    "/api/employer/issuance/certificate-request",
    { csr: csrPem },
    { anonymous: true },
  );
  const file = await packP12({ keyPair, chainPem: chain, password, friendlyName: userId });
  return { bytes: await file.arrayBuffer(), name: fileName, receipt: new TextEncoder().encode(chain), serial, lastDay };
}
