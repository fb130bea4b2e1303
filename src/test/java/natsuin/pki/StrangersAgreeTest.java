package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import natsuin.pki.CertificateStatus.Good;
import natsuin.pki.CertificateStatus.Revoked;
import natsuin.pki.CertificateStatus.Unknown;
import natsuin.pki.TimestampAnswer.Granted;
import natsuin.pki.TimestampAnswer.Rejected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("OpenSSL, which we did not write, agrees with what the authorities say")
class StrangersAgreeTest {
  private static final byte[] DOCUMENT = "loan contract".getBytes(StandardCharsets.UTF_8);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private OpenSsl openssl;

  @BeforeEach
  void openssl() {
    openssl = new OpenSsl(directory);
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("CERT-7: the revocation list lets a good certificate pass and stops a revoked one")
  void revocationList(KeyAlgorithm algorithm) throws Exception {
    TestPki pki = trustedPki(algorithm);
    SigningIdentity good = pki.issue(CertificateProfile.USER_SIGNING, "HANAKO SATO");
    SigningIdentity revoked = pki.issue(CertificateProfile.USER_SIGNING, "TARO YAMADA");
    openssl.file("good.pem", Pem.write(List.of(good.certificate())));
    openssl.file("revoked.pem", Pem.write(List.of(revoked.certificate())));
    Instant at = pki.clock.instant();
    RevokedCertificate entry =
        new RevokedCertificate(serial(revoked), at, RevocationReason.KEY_COMPROMISE);
    byte[] issuingCrl =
        new CrlIssuer(pki.issuing, pki.clock, DAY).issue(BigInteger.TWO, List.of(entry));
    byte[] rootCrl = new CrlIssuer(pki.root, pki.clock, DAY).issue(BigInteger.ONE, List.of());
    openssl.file("crls.pem", Pem.write("X509 CRL", issuingCrl) + Pem.write("X509 CRL", rootCrl));

    assertThat(verify("good.pem").exit()).isZero();
    assertThat(verify("revoked.pem").exit()).isNotZero();
    assertThat(verify("revoked.pem").output()).contains("certificate revoked");
    openssl.file("issuing.crl", issuingCrl);
    assertThat(
            openssl.run("crl", "-inform", "DER", "-in", "issuing.crl", "-noout", "-text").output())
        .contains("Key Compromise")
        .contains("X509v3 CRL Number");
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("CERT-7: OCSP tells good, revoked and unknown apart")
  void ocsp(KeyAlgorithm algorithm) throws Exception {
    TestPki pki = trustedPki(algorithm);
    SigningIdentity good = pki.issue(CertificateProfile.USER_SIGNING, "HANAKO SATO");
    SigningIdentity revoked = pki.issue(CertificateProfile.USER_SIGNING, "TARO YAMADA");
    SigningIdentity unknown = pki.issue(CertificateProfile.USER_SIGNING, "NANASHI");
    Instant at = pki.clock.instant();
    OcspResponder responder =
        new OcspResponder(
            pki.issuing.certificate(),
            pki.issue(CertificateProfile.OCSP_RESPONDER, "Test OCSP"),
            serial ->
                serial.equals(serial(good))
                    ? new Good()
                    : serial.equals(serial(revoked))
                        ? new Revoked(at, RevocationReason.SUPERSEDED)
                        : new Unknown(),
            pki.clock,
            Duration.ofHours(1));

    for (String digest : List.of("-sha1", "-sha256")) {
      assertThat(ask(responder, good, digest).output())
          .contains("Response verify OK")
          .contains("Cert Status: good")
          .doesNotContain("WARNING: no nonce");
      assertThat(ask(responder, revoked, digest).output())
          .contains("Cert Status: revoked")
          .contains("Revocation Reason: superseded");
      assertThat(ask(responder, unknown, digest).output()).contains("Cert Status: unknown");
    }
    openssl.file("cert.pem", Pem.write(List.of(good.certificate())));
    openssl.file("embedded.ors", responder.ocspFor(good.certificate()));
    assertThat(judge("embedded.ors").output())
        .contains("Response verify OK")
        .contains("cert.pem: good");
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("SIG-2: a timestamp that OpenSSL asked for verifies there")
  void timestamp(KeyAlgorithm algorithm) throws Exception {
    TestPki pki = trustedPki(algorithm);
    SigningIdentity tsa = pki.issue(CertificateProfile.TIMESTAMP, "Test TSA");
    TimestampAuthority authority = new TimestampAuthority(tsa, TestPki.TSA_POLICY, pki.clock);
    openssl.file("document", DOCUMENT);
    for (String digest : List.of("-sha256", "-sha384", "-sha512")) {
      openssl.run("ts", "-query", "-data", "document", digest, "-cert", "-out", "query.tsq");
      openssl.file("answer.tsr", authority.answer(openssl.file("query.tsq")));
      assertThat(stampVerifies("-queryfile", "query.tsq").output()).contains("Verification: OK");
      assertThat(stampVerifies("-data", "document").output()).contains("Verification: OK");
    }
    openssl.file("document", "another contract");
    assertThat(stampVerifies("-data", "document").exit()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("SIG-1: a detached signature verifies over its document and over no other")
  void detachedSignature(KeyAlgorithm algorithm) throws Exception {
    TestPki pki = trustedPki(algorithm);
    SigningIdentity user = pki.issue(CertificateProfile.USER_SIGNING, "TARO YAMADA");
    byte[] digest = DigestAlgorithm.SHA256.digest(DOCUMENT);
    openssl.file("signature", CadesSignature.by(user.chain()).sign(digest, user.key()));
    openssl.file("document", DOCUMENT);
    assertThat(signatureVerifies().output()).contains("successful");
    openssl.file("document", "loan contract!");
    assertThat(signatureVerifies().exit()).isNotZero();
  }

  @ParameterizedTest(name = "{0}, certificate named by {1}, signed over {2}")
  @CsvSource({"EC_P256,sha1,sha256", "EC_P256,sha256,sha512", "RSA_3072,sha256,sha384"})
  @DisplayName("SIG-2: a timestamp from OpenSSL's authority verifies here, altered it does not")
  void strangersTimestamp(KeyAlgorithm algorithm, String named, String signed) throws Exception {
    TestPki pki = trustedPki(algorithm);
    SigningIdentity tsa = pki.issue(CertificateProfile.TIMESTAMP, "OpenSSL TSA");
    openssl.file("tsa.pem", Pem.write(List.of(tsa.certificate())));
    openssl.file("tsa.key", Pem.write("PRIVATE KEY", tsa.key().getEncoded()));
    openssl.file("serial", "0A\n");
    openssl.file("tsa.cnf", authorityConfiguration(named, signed));
    byte[] digest = DigestAlgorithm.SHA256.digest(DOCUMENT);
    TimestampQuery query = TimestampQuery.of(DigestAlgorithm.SHA256, digest);
    openssl.file("query.tsq", query.request());
    openssl.run(
        "ts",
        "-reply",
        "-config",
        "tsa.cnf",
        "-queryfile",
        "query.tsq",
        "-signer",
        "tsa.pem",
        "-inkey",
        "tsa.key",
        "-chain",
        "issuing.pem",
        "-out",
        "answer.tsr");

    byte[] answer = openssl.file("answer.tsr");
    assertThat(query.verify(answer, pki.anchors(), Instant.now())).isInstanceOf(Granted.class);
    answer[answer.length - 1] ^= 1;
    assertThat(query.verify(answer, pki.anchors(), Instant.now())).isInstanceOf(Rejected.class);
  }

  private static String authorityConfiguration(String named, String signed) {
    return """
    [tsa]
    default_tsa = ours
    [ours]
    serial = serial
    default_policy = 1.2.3.4
    digests = sha256
    signer_digest = %s
    accuracy = secs:1
    tsa_name = yes
    ess_cert_id_chain = yes
    ess_cert_id_alg = %s
    """
        .formatted(signed, named);
  }

  private TestPki trustedPki(KeyAlgorithm algorithm) throws Exception {
    TestPki pki = new TestPki(algorithm, InstantSource.system());
    openssl.file("root.pem", Pem.write(List.of(pki.root.certificate())));
    openssl.file("issuing.pem", Pem.write(List.of(pki.issuing.certificate())));
    return pki;
  }

  private OpenSsl.Outcome verify(String certificate) throws Exception {
    return openssl.run(
        "verify",
        "-x509_strict",
        "-crl_check_all",
        "-CAfile",
        "root.pem",
        "-untrusted",
        "issuing.pem",
        "-CRLfile",
        "crls.pem",
        certificate);
  }

  private OpenSsl.Outcome ask(OcspResponder responder, SigningIdentity about, String digest)
      throws Exception {
    openssl.file("cert.pem", Pem.write(List.of(about.certificate())));
    openssl.run(
        "ocsp", digest, "-issuer", "issuing.pem", "-cert", "cert.pem", "-reqout", "question.orq");
    openssl.file("answer.ors", responder.answer(openssl.file("question.orq")));
    return openssl.run(
        "ocsp",
        "-reqin",
        "question.orq",
        "-respin",
        "answer.ors",
        "-CAfile",
        "root.pem",
        "-verify_other",
        "issuing.pem",
        "-resp_text");
  }

  private OpenSsl.Outcome judge(String response) throws Exception {
    return openssl.run(
        "ocsp",
        "-issuer",
        "issuing.pem",
        "-cert",
        "cert.pem",
        "-respin",
        response,
        "-no_nonce",
        "-CAfile",
        "root.pem",
        "-verify_other",
        "issuing.pem");
  }

  private OpenSsl.Outcome stampVerifies(String about, String file) throws Exception {
    return openssl.run(
        "ts",
        "-verify",
        about,
        file,
        "-in",
        "answer.tsr",
        "-CAfile",
        "root.pem",
        "-untrusted",
        "issuing.pem");
  }

  private OpenSsl.Outcome signatureVerifies() throws Exception {
    return openssl.run(
        "cms",
        "-verify",
        "-binary",
        "-inform",
        "DER",
        "-in",
        "signature",
        "-content",
        "document",
        "-CAfile",
        "root.pem",
        "-purpose",
        "any",
        "-out",
        "verified");
  }

  private static BigInteger serial(SigningIdentity identity) {
    return identity.certificate().getSerialNumber();
  }
}
