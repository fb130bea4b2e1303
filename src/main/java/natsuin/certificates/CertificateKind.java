package natsuin.certificates;

import natsuin.pki.CertificateProfile;

/** What the record says a certificate is for. */
public enum CertificateKind {
  SIGNING("signing"),
  SEAL("seal"),
  TSA("tsa"),
  OCSP("ocsp"),
  TLS_SERVER("tls-server"),
  TLS_CLIENT("tls-client"),
  AUTHORITY("authority");

  private final String code;

  CertificateKind(String code) {
    this.code = code;
  }

  /** The name in the database. */
  public String code() {
    return code;
  }

  static CertificateKind of(CertificateProfile profile) {
    return switch (profile) {
      case USER_SIGNING -> SIGNING;
      case BANK_SEAL -> SEAL;
      case TIMESTAMP -> TSA;
      case OCSP_RESPONDER -> OCSP;
      case TLS_SERVER -> TLS_SERVER;
      case TLS_CLIENT -> TLS_CLIENT;
    };
  }
}
