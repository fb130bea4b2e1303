package natsuin.signing.pades;

import eu.europa.esig.dss.model.DSSDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import natsuin.bench.BenchPdf;
import natsuin.pdf.HandmadePdfs;
import natsuin.pki.KeyAlgorithm;
import natsuin.pki.SigningIdentity;

/** The kinds of PDF that a bank's systems produce, one of each. */
final class Kinds {
  static final Workshop OTHERS = new Workshop(KeyAlgorithm.EC_P256);

  private Kinds() {}

  static Map<String, byte[]> all() throws IOException {
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    byte[] classic = BenchPdf.ofSize(60_000, 3, false);
    kinds.put("classic table", classic);
    kinds.put("cross-reference stream", BenchPdf.ofSize(60_000, 3, true));
    kinds.put("hybrid", HandmadePdfs.hybrid());
    kinds.put("linearized", qpdf(classic, "--linearize"));
    kinds.put(
        "linearized with object streams",
        qpdf(classic, "--linearize", "--object-streams=generate"));
    kinds.put("version 1.4", HandmadePdfs.version("1.4"));
    kinds.put("version 2.0", HandmadePdfs.version("2.0"));
    kinds.put("form", HandmadePdfs.form());
    kinds.put("empty signature field", HandmadePdfs.emptyField());
    kinds.put("turned right and cropped", HandmadePdfs.turned(90));
    kinds.put("turned around and cropped", HandmadePdfs.turned(180));
    kinds.put("turned left and cropped", HandmadePdfs.turned(270));
    kinds.put("500 pages", BenchPdf.ofSize(2_000_000, 500, false));
    kinds.put("500 pages with object streams", BenchPdf.ofSize(2_000_000, 500, true));
    kinds.put("signed by others", signedByOthers(classic));
    kinds.put("certified by others", certifiedByOthers(classic));
    return kinds;
  }

  static byte[] signedByOthers(byte[] file) {
    SigningIdentity other = OTHERS.signer("Somebody Else");
    return bytes(new DssSigner(OTHERS, other).sign(file, PadesLevel.B_LTA));
  }

  static byte[] certifiedByOthers(byte[] file) {
    SigningIdentity other = OTHERS.signer("Somebody Else");
    return bytes(new DssSigner(OTHERS, other).certify(file, PadesLevel.B_LTA));
  }

  private static byte[] bytes(DSSDocument signed) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      signed.writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] qpdf(byte[] file, String... options) throws IOException {
    Path in = Files.createTempFile("kind", ".pdf");
    Path out = Files.createTempFile("kind", ".pdf");
    Files.write(in, file);
    String[] command =
        Stream.of(Stream.of("qpdf"), Stream.of(options), Stream.of(in.toString(), out.toString()))
            .flatMap(s -> s)
            .toArray(String[]::new);
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("qpdf failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return Files.readAllBytes(out);
  }
}
