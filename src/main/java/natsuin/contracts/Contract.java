package natsuin.contracts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import natsuin.kernel.KeepingRule;
import natsuin.rights.Parties;
import org.jspecify.annotations.Nullable;

/**
 * A contract and all that is known of it at one moment.
 *
 * @param amount whole yen; none for framework agreements
 * @param version rises with every change
 * @param terms rises with what staff decide about: not with what signers read, tick or ask for
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
    int terms,
    Instant sentAt,
    @Nullable Instant signedAt,
    @Nullable Instant concludedAt,
    Course course,
    List<Document> documents,
    List<Signer> signers,
    @Nullable Job seal) {

  /**
   * What kind of agreement it is, how long it waits for signatures, and how it ended.
   *
   * @param cancels what a cancellation agreement cancels
   * @param cancelledBy the agreement, open or concluded, that cancels this contract
   * @param signBy nobody begins to sign after this day in Japan; none: no deadline
   * @param drawdown within a credit line: never in the list of ended contracts
   * @param outcome once it has ended after the conclusion
   * @param endReason why the bank withdrew it
   */
  record Course(
      ContractKind kind,
      @Nullable Reference cancels,
      @Nullable Reference cancelledBy,
      @Nullable LocalDate signBy,
      boolean drawdown,
      @Nullable Outcome outcome,
      @Nullable LocalDate repaidOn,
      @Nullable Instant endedAt,
      @Nullable String endReason) {}

  /** Another contract. */
  record Reference(UUID id, String number) {}

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
   * A seat: one who signs, in one standing and capacity.
   *
   * @param opened when each document was first delivered to him whole
   * @param request the newest one that is neither superseded nor expired
   * @param job the newest one
   * @param remindedAt when he was last asked once more
   * @param reminders how often that was
   */
  record Signer(
      UUID id,
      UUID user,
      UUID organization,
      String name,
      String organizationName,
      String email,
      Standing standing,
      Capacity capacity,
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
      @Nullable Job job,
      @Nullable Instant remindedAt,
      int reminders) {

    /** Was to sign and is no user any more: nobody can sign in this place (USER-4). */
    boolean isGone() {
      return deleted && (state == SignerState.WAITING || state == SignerState.INVITED);
    }

    /** Is asked to sign, and somebody is there to be asked. */
    boolean isAsked() {
      return state == SignerState.INVITED && !deleted;
    }

    /** Has signed or refused. */
    boolean isSettled() {
      return state == SignerState.SIGNED || state == SignerState.REFUSED;
    }

    /** Who is bound by this seat. */
    String partyName() {
      return capacity == Capacity.PERSONAL ? name : organizationName;
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

  /** The last day on which it is kept; none while nothing has set its end (CONTRACT-7). */
  @Nullable LocalDate keptUntil(KeepingRule rule) {
    return rule.until(course.drawdown(), concludedAt, course.endedAt()).orElse(null);
  }

  /** What rights hang on. */
  Parties parties() {
    return new Parties(
        signers.stream().map(Signer::user).collect(Collectors.toSet()),
        signers.stream().map(Signer::organization).collect(Collectors.toSet()),
        state.settled());
  }

  /** The seats of this user, in the order of their turns. */
  List<Signer> seats(UUID user) {
    return signers.stream().filter(signer -> signer.user().equals(user)).toList();
  }

  /** The seat that this user acts in now: the first that is still to sign, else his last. */
  Optional<Signer> signer(UUID user) {
    var seats = seats(user);
    return seats.stream()
        .filter(seat -> !seat.isSettled())
        .findFirst()
        .or(() -> seats.isEmpty() ? Optional.empty() : Optional.of(seats.getLast()));
  }

  /** Signatures are missing, and the last day for them is over. */
  boolean isLate(LocalDate today) {
    var signBy = course.signBy();
    return state == ContractState.SIGNING && signBy != null && signBy.isBefore(today);
  }

  /** In force, and no agreement that cancels it is open: it may be repaid, or cancelled. */
  boolean mayEnd() {
    return state == ContractState.IN_FORCE && course.cancelledBy() == null;
  }

  /** One of its documents. */
  Optional<Document> document(UUID document) {
    return documents.stream().filter(one -> one.id().equals(document)).findFirst();
  }
}
