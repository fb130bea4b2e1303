// The browser's certificate as RFC 9440 wants it: a byte sequence of RFC 8941. Empty where there is none.
function rfc9440(r) {
  var pem = r.variables.ssl_client_escaped_cert;
  if (!pem) return "";
  return ":" + decodeURIComponent(pem).replace(/-----[A-Z ]+-----|\s/g, "") + ":";
}

export default { rfc9440 };
