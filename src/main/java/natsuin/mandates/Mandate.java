package natsuin.mandates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A power of attorney 委任状.
 *
 * @param branch of the organization
 * @param grantor who gives it 委任者: the user who asked for it
 * @param agent empty for one on paper until it is used: who is named there the branch reads
 * @param bytes of the system's own as they are now, draft or signed; one on paper lies with the
 *     uploads
 * @param draftSha256 of the draft; what is approved by PIN and code; empty for one on paper
 * @param validUntil set once it can be used
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mandate(
    UUID id,
    UUID organization,
    UUID branch,
    UUID grantor,
    MandateKind kind,
    MandatePurpose purpose,
    Optional<Agent> agent,
    State state,
    LocalDate madeOn,
    Optional<Bytes> bytes,
    String fileName,
    byte[] draftSha256,
    Optional<Instant> signedAt,
    Optional<Instant> validUntil) {

  /** Where the system's own is kept: its key's row and its file. */
  record Bytes(UUID key, UUID file) {}

  /** How far it has come. */
  enum State {
    /** Not signed yet. */
    DRAFT,
    /** The grantor's key is acting on it. */
    SIGNING,
    /** Signed, or on paper and found clean: it can be used. */
    SIGNED,
    /** Used; never again. */
    USED;

    String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }
  }
}
