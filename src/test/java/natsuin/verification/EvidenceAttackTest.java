package natsuin.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import natsuin.pdf.DocumentBytes;
import natsuin.pdf.SignatureEntry;
import natsuin.pdf.SignedPdf;
import natsuin.pki.CaCertificates;
import natsuin.pki.CertificateStatus;
import natsuin.pki.DistinguishedName;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.RevocationReason;
import natsuin.pki.SigningIdentity;
import natsuin.signing.pades.PadesLevel;
import natsuin.signing.pades.PadesPipeline;
import natsuin.signing.pades.RevocationData;
import natsuin.signing.pades.SignatureOrder;
import natsuin.signing.pades.SigningWork;
import natsuin.signing.pades.Stamp;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SIG-3: evidence stripped, foreign, revoked or out of date is seen")
class EvidenceAttackTest {
  private static final byte[] UNSIGNED = LoanAgreement.unsigned();
  private static final Desk DESK = new Desk();

  private static List<SignatureEntry> entries(byte[] file) {
    return ((SignedPdf.Read) SignedPdf.read(file)).entries();
  }

  @Test
  @DisplayName("signature timestamp stripped out of the signature's value")
  void signatureTimestampStripped() throws CMSException, IOException {
    byte[] signed = DESK.sign(UNSIGNED, DESK.hanako, PadesLevel.B_T);
    VerificationReport honest = DESK.verify(signed, Level.T, null);
    Desk.assertSeen(honest, Verdict.INDETERMINATE, "revocation-data-missing");
    VerificationReport stripped = DESK.verify(stripped(signed), Level.T, null);
    Desk.assertSeen(stripped, Verdict.INDETERMINATE, "level-too-low");
    // In an archived document the document timestamp covers the value.
    DESK.assertSeen(stripped(DESK.signed()), Verdict.INVALID, "dss-hash-failure");
  }

  private static byte[] stripped(byte[] file) throws CMSException, IOException {
    byte[] contents = entries(file).getFirst().contents();
    CMSSignedData cms = new CMSSignedData(contents);
    SignerInformation signer = cms.getSignerInfos().iterator().next();
    SignerInformation bare = SignerInformation.replaceUnsignedAttributes(signer, null);
    byte[] without =
        CMSSignedData.replaceSigners(cms, new SignerInformationStore(bare)).getEncoded();
    HexFormat hex = HexFormat.of();
    return RawPdf.bytes(
        RawPdf.text(file)
            .replaceFirst(
                "(?i)" + hex.formatHex(contents),
                hex.formatHex(Arrays.copyOf(without, contents.length))));
  }

  @Test
  @DisplayName("document timestamp and revocation data cut off: back to the bare signature")
  void archiveCutOff() {
    byte[] signed = DESK.signed();
    byte[] cut = Arrays.copyOf(signed, (int) entries(signed).getFirst().end());
    DESK.assertSeen(cut, Verdict.INDETERMINATE, "level-too-low");
  }

  @Test
  @DisplayName("document timestamp left out: revocation data alone is not enough")
  void documentTimestampRemoved() {
    byte[] signed = DESK.sign(UNSIGNED, DESK.hanako, PadesLevel.B_LT);
    DESK.assertSeen(signed, Verdict.INDETERMINATE, "level-too-low");
  }

  @Test
  @DisplayName("revocation data left out, though everything is timestamped")
  void withoutRevocationData() {
    byte[] signed =
        sign(
            DESK.hanako, DESK.workshop::stamp, new RevocationData(List.of(), List.of(), List.of()));
    DESK.assertSeen(signed, Verdict.INDETERMINATE, "revocation-data-missing");
  }

  @Test
  @DisplayName("timestamps of an authority that nobody trusts")
  void foreignTimestampAuthority() {
    Desk foreign = new Desk();
    byte[] signed =
        sign(DESK.hanako, foreign.workshop::stamp, DESK.workshop.revocationData(DESK.hanako));
    DESK.assertSeen(signed, Verdict.INDETERMINATE, "timestamp-authority-unknown");
    DESK.assertSeen(signed, Verdict.INDETERMINATE, "level-too-low");
  }

  @Test
  @DisplayName("a self-signed certificate with the signer's name in the place of the true one")
  void selfSignedCertificate() {
    SigningIdentity impostor =
        CaCertificates.root(
            KeyAlgorithm.EC_P256,
            DistinguishedName.authority("Hanako Marunouchi", "Test Bank", "JP"),
            DESK.clock.instant());
    byte[] signed = sign(impostor, DESK.workshop::stamp, DESK.workshop.revocationData(DESK.hanako));
    DESK.assertSeen(signed, Verdict.INDETERMINATE, "authority-unknown");
  }

  @Test
  @DisplayName("another signer's certificate put beside the signature value")
  void certificateOfAnother() {
    SigningIdentity mixed = new SigningIdentity(DESK.taro.key(), DESK.hanako.chain());
    byte[] signed = fill(mixed, cms(mixed, "SHA256withECDSA"));
    VerificationReport report = DESK.verify(signed, Level.B, null);
    Desk.assertSeen(report, Verdict.INVALID, "dss-sig-crypto-failure");
  }

  @Test
  @DisplayName("certificate revoked before signing")
  void revokedBefore() {
    Desk desk = new Desk();
    BigInteger serial = desk.hanako.certificate().getSerialNumber();
    desk.revoked.put(
        serial,
        new CertificateStatus.Revoked(desk.clock.instant(), RevocationReason.KEY_COMPROMISE));
    desk.later(Duration.ofDays(2));
    desk.assertSeen(desk.signed(), Verdict.INVALID, "certificate-revoked-at-signing");
  }

  @Test
  @DisplayName(
      "years later, signer's and responder's certificates expired: VALID by its timestamps")
  void yearsLater() {
    Desk desk = new Desk();
    byte[] signed = desk.signed();
    desk.later(Duration.ofDays(6 * 365));
    desk.assertValid(signed);
  }

  @Test
  @DisplayName("certificate expired at signing")
  void expired() {
    Desk desk = new Desk();
    SigningIdentity shortLived = desk.workshop.signer("Jiro Nihonbashi", Period.ofDays(1));
    desk.later(Duration.ofDays(3));
    byte[] signed = desk.sign(UNSIGNED, shortLived, PadesLevel.B_LTA);
    VerificationReport report = desk.verify(signed);
    Desk.assertSeen(report, Verdict.INVALID, "certificate-expired-at-signing");
  }

  @Test
  @DisplayName("SHA-1")
  void sha1() {
    byte[] signed = fill(DESK.hanako, cms(DESK.hanako, "SHA1withECDSA"));
    VerificationReport report = DESK.verify(signed, Level.B, null);
    Desk.assertSeen(report, Verdict.INVALID, "algorithm-refused");
  }

  /** All the way to B-LTA with another stamp or other evidence. */
  private static byte[] sign(SigningIdentity signer, Stamp stamp, RevocationData data) {
    PadesPipeline pipeline = DESK.workshop.pipeline();
    DocumentBytes document = DocumentBytes.of(UNSIGNED);
    SignatureOrder order = DESK.workshop.order(signer, PadesLevel.B_LTA);
    var signed = pipeline.sign(pipeline.prepare(document, order), signer::sign);
    var embedded = pipeline.embed(pipeline.timestamp(signed, stamp));
    var evidenced = pipeline.evidence(document, embedded, data);
    var archived = pipeline.archive(document, evidenced, stamp);
    return document.append(embedded.increment()).append(archived.increment()).toByteArray();
  }

  /** Makes the value of a signature over what the byte range leaves of the file. */
  @FunctionalInterface
  private interface Value {
    byte[] over(byte[] covered) throws Exception;
  }

  private static Value cms(SigningIdentity signer, String algorithm) {
    return covered -> {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSimpleSignerInfoGeneratorBuilder()
              .build(algorithm, signer.key(), signer.certificate()));
      generator.addCertificates(new JcaCertStore(signer.chain()));
      return generator.generate(new CMSProcessableByteArray(covered), false).getEncoded();
    };
  }

  private static byte[] fill(SigningIdentity signer, Value value) {
    DocumentBytes document = DocumentBytes.of(UNSIGNED);
    SigningWork.Prepared prepared =
        DESK.workshop.pipeline().prepare(document, DESK.workshop.order(signer, PadesLevel.B_T));
    byte[] file = document.append(prepared.increment()).toByteArray();
    int hole = prepared.documentLength() + prepared.hole();
    try {
      String text = RawPdf.text(file);
      String covered =
          text.substring(0, hole - 1) + text.substring(hole + prepared.holeDigits() + 1);
      byte[] hex = RawPdf.bytes(HexFormat.of().formatHex(value.over(RawPdf.bytes(covered))));
      assertThat(hex.length).isLessThanOrEqualTo(prepared.holeDigits());
      System.arraycopy(hex, 0, file, hole, hex.length);
      return file;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
