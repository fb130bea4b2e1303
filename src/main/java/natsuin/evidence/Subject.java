package natsuin.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.rights.Parties;
import org.jspecify.annotations.Nullable;

/**
 * A contract as far as its evidence goes.
 *
 * @param state its code
 * @param concludedAt none before it is concluded
 */
record Subject(
    UUID id,
    String number,
    String summary,
    String state,
    UUID branch,
    @Nullable Instant concludedAt,
    Parties parties,
    List<Document> documents) {

  /**
   * A document at its newest revision.
   *
   * @param explanation read and never signed
   * @param sha256 lower-case hexadecimal
   */
  record Document(
      UUID id,
      boolean explanation,
      String title,
      String fileName,
      int revision,
      long size,
      String sha256) {}

  /** One of its documents. */
  Optional<Document> document(UUID document) {
    return documents.stream().filter(one -> one.id().equals(document)).findFirst();
  }
}
