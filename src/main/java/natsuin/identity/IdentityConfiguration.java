package natsuin.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import natsuin.kernel.Allowed;

/**
 * What customers are asked for (DOC-1, DOC-2).
 *
 * @param consent path of a PDF; empty: the one that comes with the program
 * @param keptAfterIssue how long files are kept once the certificate is there
 * @param keptAfterCancel how long files are kept once nothing will come of a request
 * @param documents proofs of who somebody is
 * @param employment proofs of whom somebody works for
 */
public record IdentityConfiguration(
    @Allowed(empty = true) String consent,
    @Allowed(from = "0 d", to = "9999 d") Duration keptAfterIssue,
    @Allowed(from = "0 d", to = "9999 d") Duration keptAfterCancel,
    List<DocumentKind> documents,
    List<DocumentKind> employment) {

  /** Refuses a consent that is not there and kinds of one name. */
  public IdentityConfiguration {
    if (!consent.isEmpty() && !Files.isReadable(Path.of(consent))) {
      throw new IllegalArgumentException("consent must be a file that can be read");
    }
    for (var kinds : List.of(documents, employment)) {
      var codes = new HashSet<String>();
      kinds.forEach(
          kind -> {
            if (!codes.add(kind.code())) {
              throw new IllegalArgumentException("two kinds are called " + kind.code());
            }
          });
    }
  }

  /**
   * One kind of document.
   *
   * @param code its name in the interface
   * @param ja what it is called in Japanese
   * @param en what it is called in English
   * @param files what it consists of, in order
   */
  public record DocumentKind(String code, String ja, String en, List<Label> files) {
    /** Refuses a name that does not fit into an address. */
    public DocumentKind {
      if (!code.matches("[a-z][a-z0-9-]{0,40}")) {
        throw new IllegalArgumentException("code must be lower-case letters, digits and hyphens");
      }
    }
  }

  /** What one file is called. */
  public record Label(String ja, String en) {}
}
