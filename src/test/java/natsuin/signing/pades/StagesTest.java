package natsuin.signing.pades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import natsuin.bench.BenchPdf;
import natsuin.pdf.DocumentBytes;
import natsuin.pki.DigestAlgorithm;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.Pem;
import natsuin.pki.SigningIdentity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StagesTest {
  private static final int LARGEST_STAGE = 64 * 1024;
  private static final Workshop WORKSHOP = new Workshop(KeyAlgorithm.EC_P256);
  private static final SigningIdentity SIGNER = WORKSHOP.signer("Hanako Marunouchi");
  private static final PadesPipeline PIPELINE = WORKSHOP.pipeline();
  private static byte[] file = {};

  @BeforeAll
  static void makeFile() throws IOException {
    file = BenchPdf.ofSize(300_000, 5, false);
  }

  /** As another node finds it: from storage, with nothing in memory. */
  private static <T extends SigningWork> T stored(T work, Class<T> type) {
    byte[] bytes = work.encode();
    assertThat(bytes.length).isLessThan(LARGEST_STAGE);
    return type.cast(SigningWork.decode(bytes));
  }

  private static DocumentBytes fetched() {
    return DocumentBytes.of(file.clone());
  }

  @Test
  @DisplayName(
      "A signature whose every stage is done by another node is as good as any (SIG-1, OPS-2)")
  void everyStageOnAnotherNode() {
    SignatureOrder order = WORKSHOP.order(SIGNER, PadesLevel.B_LTA);
    var prepared = stored(PIPELINE.prepare(fetched(), order), SigningWork.Prepared.class);
    var signed = stored(PIPELINE.sign(prepared, SIGNER::sign), SigningWork.Signed.class);
    var stamped =
        stored(PIPELINE.timestamp(signed, WORKSHOP::stamp), SigningWork.Timestamped.class);
    var embedded = stored(PIPELINE.embed(stamped), SigningWork.Embedded.class);
    var evidenced =
        stored(
            PIPELINE.evidence(fetched(), embedded, WORKSHOP.revocationData(SIGNER)),
            SigningWork.Evidenced.class);
    var archived =
        stored(PIPELINE.archive(fetched(), evidenced, WORKSHOP::stamp), SigningWork.Archived.class);

    DocumentBytes result =
        fetched().append(archived.embedded().increment()).append(archived.increment());
    Strangers.assertDssPasses(result, WORKSHOP.root(), "PAdES-BASELINE-LTA");
  }

  @Test
  @DisplayName("A stage done twice, after a crash, asks the key for the very same bytes (OPS-2)")
  void sameToBeSigned() {
    SignatureOrder order = WORKSHOP.order(SIGNER, PadesLevel.B_LTA);

    var first = PIPELINE.prepare(fetched(), order);
    var second = PIPELINE.prepare(fetched(), order);

    assertThat(second.toBeSigned()).isEqualTo(first.toBeSigned());
    assertThat(second.increment()).isEqualTo(first.increment());
  }

  @Test
  @DisplayName("Attack: a value made by another key is noticed before it is embedded")
  void foreignKey() {
    var prepared = PIPELINE.prepare(fetched(), WORKSHOP.order(SIGNER, PadesLevel.B_B));
    SigningIdentity other = WORKSHOP.signer("Somebody Else");

    assertThatThrownBy(() -> PIPELINE.sign(prepared, other::sign))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("Attack: a timestamp over something else is not taken")
  void foreignStamp() {
    var prepared = PIPELINE.prepare(fetched(), WORKSHOP.order(SIGNER, PadesLevel.B_T));
    var signed = PIPELINE.sign(prepared, SIGNER::sign);

    assertThatThrownBy(() -> PIPELINE.timestamp(signed, digest -> WORKSHOP.stamp(new byte[32])))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("A document that moved on since is not stamped with an older signature")
  void anotherRevision() {
    var prepared = PIPELINE.prepare(fetched(), WORKSHOP.order(SIGNER, PadesLevel.B_LT));
    var stamped = PIPELINE.timestamp(PIPELINE.sign(prepared, SIGNER::sign), WORKSHOP::stamp);
    var embedded = PIPELINE.embed(stamped);
    DocumentBytes movedOn = fetched().append(embedded.increment());

    assertThatThrownBy(() -> PIPELINE.evidence(movedOn, embedded, WORKSHOP.revocationData(SIGNER)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("Whatever stands in storage instead of a stage is refused, not guessed")
  void damagedStorage() {
    byte[] good = PIPELINE.prepare(fetched(), WORKSHOP.order(SIGNER, PadesLevel.B_B)).encode();
    List<byte[]> damaged = new ArrayList<>();
    for (int length = 0; length < good.length; length += 997) {
      damaged.add(java.util.Arrays.copyOf(good, length));
    }
    damaged.add(java.util.Arrays.copyOf(good, good.length + 1));
    for (byte[] bytes : damaged) {
      assertThatThrownBy(() -> SigningWork.decode(bytes))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  @DisplayName("OpenSSL verifies both timestamps of a signature (SIG-1, SIG-2)")
  void opensslVerifies(KeyAlgorithm algorithm) throws IOException {
    Workshop workshop = new Workshop(algorithm);
    SigningIdentity signer = workshop.signer("Hanako Marunouchi");
    Path root = Files.createTempFile("root", ".pem");
    Files.writeString(root, Pem.write(List.of(workshop.root())));
    List<byte[]> digests = new ArrayList<>();
    List<byte[]> tokens = new ArrayList<>();
    Stamp remembering =
        digest -> {
          digests.add(digest);
          tokens.add(workshop.stamp(digest));
          return tokens.getLast();
        };

    var prepared = PIPELINE.prepare(fetched(), workshop.order(signer, PadesLevel.B_LTA));
    var signed = PIPELINE.sign(prepared, signer::sign);
    var embedded = PIPELINE.embed(PIPELINE.timestamp(signed, remembering));
    PIPELINE.archive(
        fetched(),
        PIPELINE.evidence(fetched(), embedded, workshop.revocationData(signer)),
        remembering);

    assertThat(digests.getFirst())
        .isEqualTo(DigestAlgorithm.SHA256.digest(signed.signatureValue()));
    assertThat(tokens).hasSize(2);
    for (int i = 0; i < 2; i++) {
      String said =
          Strangers.run(
              DocumentBytes.of(tokens.get(i)),
              "openssl",
              "ts",
              "-verify",
              "-token_in",
              "-in",
              "FILE",
              "-digest",
              HexFormat.of().formatHex(digests.get(i)),
              "-CAfile",
              root.toString());
      assertThat(said).contains("Verification: OK");
    }
  }
}
