package natsuin.evidence;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import natsuin.pki.Certificates;
import natsuin.pki.Pem;
import natsuin.verification.Verdict;
import natsuin.verification.VerifySeal;
import org.jspecify.annotations.Nullable;

/**
 * Checks a bundle offline: the ZIP itself, the seal upon its manifest, every entry against the
 * manifest, and every document anew. Needs nothing but the file and the root to trust.
 */
public final class CheckBundle {
  private static final Set<String> PROOF = Set.of(Manifest.PATH, Manifest.SEAL);

  private final InstantSource clock;
  private final List<String> faults = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();
  private final List<String> facts = new ArrayList<>();

  private CheckBundle(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Checks it.
   *
   * @param anchors roots to trust; empty: the one in the bundle, which proves nothing before its
   *     fingerprint is compared, so that the verdict is not VALID
   * @throws IOException if there is no such file, or no ZIP in it
   */
  public static BundleFinding check(
      Path file, Collection<X509Certificate> anchors, InstantSource clock) throws IOException {
    try (BundleFile bundle = BundleFile.open(file)) {
      return new CheckBundle(clock).check(bundle, anchors);
    }
  }

  private BundleFinding check(BundleFile bundle, Collection<X509Certificate> given)
      throws IOException {
    faults.addAll(bundle.faults());
    Collection<X509Certificate> anchors = given.isEmpty() ? embedded(bundle) : given;
    byte[] json = bundle.bytes(Manifest.PATH);
    JsonObject manifest = json == null ? null : parsed(json);
    if (json == null || manifest == null) {
      faults.add("The manifest is missing or cannot be read: " + Manifest.PATH);
    } else if (!anchors.isEmpty()) {
      about(manifest);
      seal(bundle, json, anchors);
      entries(bundle, objects(manifest, "entries"));
      var check = new CheckDocument(bundle, anchors, clock, faults, doubts, facts);
      for (JsonObject document : objects(manifest, "documents")) {
        check.check(document);
      }
    }
    anchors.forEach(root -> facts.add("Trusted root: SHA-256 " + fingerprint(root)));
    if (given.isEmpty() && !anchors.isEmpty()) {
      // Anybody can make a bundle under a root of his own that bears the bank's name.
      doubts.add(
          "The root came out of the bundle itself: compare its fingerprint with the one that the"
              + " bank publishes, or give the bank's root with --anchors.");
    }
    Verdict verdict =
        !faults.isEmpty()
            ? Verdict.INVALID
            : doubts.isEmpty() ? Verdict.VALID : Verdict.INDETERMINATE;
    return new BundleFinding(verdict, faults, doubts, facts);
  }

  private Collection<X509Certificate> embedded(BundleFile bundle) throws IOException {
    byte[] pem = bundle.bytes(Manifest.ROOT);
    try {
      if (pem != null) {
        return Pem.readCertificates(new String(pem, StandardCharsets.US_ASCII));
      }
    } catch (RuntimeException unreadable) {
      faults.add("The root certificate cannot be read: " + Manifest.ROOT);
      return List.of();
    }
    faults.add("The root certificate is missing: " + Manifest.ROOT);
    return List.of();
  }

  private static @Nullable JsonObject parsed(byte[] json) {
    try {
      var manifest = new JsonObject(new String(json, StandardCharsets.UTF_8));
      return Manifest.FORMAT.equals(manifest.getString("format")) ? manifest : null;
    } catch (DecodeException | ClassCastException notOurs) {
      return null;
    }
  }

  private void about(JsonObject manifest) {
    JsonObject contract = manifest.getJsonObject("contract", new JsonObject());
    facts.add(
        "Contract %s, made %s by %s"
            .formatted(
                text(contract, "number"),
                text(manifest, "createdAt"),
                text(manifest, "createdBy")));
  }

  private void seal(BundleFile bundle, byte[] json, Collection<X509Certificate> anchors)
      throws IOException {
    byte[] cms = bundle.bytes(Manifest.SEAL);
    if (cms == null) {
      faults.add("The seal upon the manifest is missing: " + Manifest.SEAL);
      return;
    }
    var revocations =
        new VerifySeal.Revocations(revocations(bundle, ".ocsp"), revocations(bundle, ".crl"));
    var finding = new VerifySeal(anchors, clock).verify(json, cms, revocations);
    String sentences = String.join(" ", finding.sentences());
    switch (finding.verdict()) {
      case VALID -> facts.add("Sealed by %s, %s".formatted(finding.sealer(), finding.provenTime()));
      case INDETERMINATE -> doubts.add("The seal upon the manifest: " + sentences);
      case INVALID -> faults.add("The manifest is not what the bank sealed: " + sentences);
    }
    bundle.paths().stream()
        .filter(CheckBundle::isRevocation)
        .filter(path -> !finding.used().contains(bundle.sha256(path)))
        .forEach(path -> faults.add("Proves nothing about the seal: " + path));
  }

  private static List<byte[]> revocations(BundleFile bundle, String ending) throws IOException {
    var found = new ArrayList<byte[]>();
    for (String path : bundle.paths()) {
      if (isRevocation(path) && path.endsWith(ending)) {
        found.add(Objects.requireNonNull(bundle.bytes(path)));
      }
    }
    return found;
  }

  private static boolean isRevocation(String path) {
    return path.matches(Manifest.REVOCATION + "\\d{1,3}\\.(ocsp|crl)");
  }

  private void entries(BundleFile bundle, List<JsonObject> entries) {
    Set<String> unlisted = new TreeSet<>(bundle.paths());
    for (JsonObject entry : entries) {
      String path = text(entry, "path");
      String found = bundle.sha256(path);
      if (!unlisted.remove(path) || found == null) {
        faults.add("Missing: " + BundleFile.printable(path));
      } else if (!found.equals(text(entry, "sha256"))
          || bundle.size(path) != entry.getLong("size", -1L)) {
        faults.add("Altered: " + BundleFile.printable(path));
      }
    }
    unlisted.stream()
        .filter(path -> !PROOF.contains(path) && !isRevocation(path))
        .forEach(path -> faults.add("Added: " + BundleFile.printable(path)));
  }

  private static String fingerprint(X509Certificate root) {
    byte[] digest = BundleWriter.sha256().digest(Certificates.encode(root));
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }

  static List<JsonObject> objects(JsonObject json, String name) {
    try {
      JsonArray array = json.getJsonArray(name, new JsonArray());
      return array.stream().map(JsonObject.class::cast).toList();
    } catch (ClassCastException other) {
      return List.of();
    }
  }

  static String text(JsonObject json, String name) {
    return BundleFile.printable(String.valueOf(json.getValue(name)));
  }
}
