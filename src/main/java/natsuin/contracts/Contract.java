package natsuin.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import natsuin.rights.Parties;
import org.jspecify.annotations.Nullable;

/**
 * A contract and all that is known of it at one moment.
 *
 * @param amount whole yen; none for framework agreements
 * @param version rises with every change
 * @param seal the bank's own signatures, once it has begun to set them
 */
record Contract(
    UUID id,
    String number,
    Branch branch,
    Officer officer,
    String summary,
    @Nullable Long amount,
    LocalDate appliedOn,
    LocalDate plannedOn,
    ContractState state,
    int version,
    Instant sentAt,
    @Nullable Instant signedAt,
    @Nullable Instant concludedAt,
    List<Document> documents,
    List<Signer> signers,
    @Nullable Job seal) {

  record Branch(UUID id, String code, String name, String nameLatin) {}

  record Officer(UUID id, String name) {}

  /**
   * A document at its newest revision.
   *
   * @param sha256 lower-case hexadecimal
   */
  record Document(
      UUID id,
      boolean explanation,
      String title,
      String fileName,
      int pages,
      long size,
      int revision,
      String sha256) {}

  /**
   * One who signs.
   *
   * @param opened when each document was first delivered to him whole
   * @param request the newest one that is neither superseded nor expired
   * @param job the newest one
   */
  record Signer(
      UUID id,
      UUID user,
      UUID organization,
      String name,
      String organizationName,
      String email,
      Standing standing,
      SignerState state,
      int turn,
      @Nullable String comment,
      boolean deleted,
      boolean acknowledgedExplanation,
      boolean acknowledgedDocuments,
      @Nullable Instant signedAt,
      @Nullable String credentialId,
      Map<UUID, Instant> opened,
      @Nullable Request request,
      @Nullable Job job) {

    /** Was to sign and is no user any more: nobody can sign in this place (USER-4). */
    boolean isGone() {
      return deleted && (state == SignerState.WAITING || state == SignerState.INVITED);
    }

    boolean hasOpened(Document document) {
      return opened.containsKey(document.id());
    }

    /** Opened and ticked whatever there is to open and tick. */
    boolean hasReadAll(List<Document> documents) {
      boolean explained =
          acknowledgedExplanation || documents.stream().noneMatch(Document::explanation);
      return explained && acknowledgedDocuments && documents.stream().allMatch(this::hasOpened);
    }
  }

  record Request(UUID id, String state, Instant expiresAt) {}

  /**
   * Signatures being made.
   *
   * @param state queued, running, done or failed
   * @param trouble what holds it up; none while it goes well
   */
  record Job(String state, int attempts, @Nullable String trouble, List<Signature> signatures) {}

  record Signature(UUID document, String stage, @Nullable Instant sealedAt) {}

  /** What rights hang on. */
  Parties parties() {
    return new Parties(
        signers.stream().map(Signer::user).collect(Collectors.toSet()),
        signers.stream().map(Signer::organization).collect(Collectors.toSet()),
        state.settled());
  }

  /** The signer who is this user. */
  Optional<Signer> signer(UUID user) {
    return signers.stream().filter(signer -> signer.user().equals(user)).findFirst();
  }

  /** One of its documents. */
  Optional<Document> document(UUID document) {
    return documents.stream().filter(one -> one.id().equals(document)).findFirst();
  }
}
