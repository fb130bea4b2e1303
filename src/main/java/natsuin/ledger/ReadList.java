package natsuin.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Actor;
import natsuin.kernel.BankTime;
import natsuin.rights.StaffRights;
import org.jspecify.annotations.Nullable;

/** Answers one page of a list, to customers and to staff; any thread. */
final class ReadList {
  private final FrequencyStore frequencies;
  private final InstantSource clock;

  ReadList(InstantSource clock) {
    this.frequencies = new FrequencyStore(clock);
    this.clock = clock;
  }

  /** A customer's: which shelf, what is looked for. */
  record OfCustomer(Actor.User user, Shelf shelf, Search search) {}

  /**
   * The staff's.
   *
   * @param branch null: every branch that this person may watch
   * @param officer null: everybody's
   */
  record OfStaff(
      Actor.Staff staff,
      Progress progress,
      @Nullable UUID branch,
      @Nullable UUID officer,
      boolean overdue,
      Search search) {

    /** Whether it is theirs to watch. */
    boolean allowed() {
      return branch == null || StaffRights.onlyBranch(staff).map(branch::equals).orElse(true);
    }

    /** The only branch that is looked through; empty: every one. */
    Optional<UUID> onlyBranch() {
      return Optional.ofNullable(branch).or(() -> StaffRights.onlyBranch(staff));
    }
  }

  Future<Found> page(SqlClient db, OfCustomer list, Page page) {
    return CustomerListStore.page(db, list.user(), list.shelf(), list.search(), page);
  }

  Future<Found> page(SqlClient db, OfStaff list, Page page) {
    var search = list.search();
    String text = search.text();
    boolean number = text != null && Conditions.isNumber(text);
    return probe(db, "contract_parties", search.counterparty())
        .compose(
            counterparty ->
                probe(db, "contract_words", number ? null : text)
                    .compose(
                        words ->
                            StaffListStore.page(
                                db,
                                new StaffListStore.Choice(
                                    list.progress(),
                                    list.onlyBranch(),
                                    list.officer(),
                                    list.overdue(),
                                    search,
                                    counterparty.orElse(null),
                                    words.orElse(null)),
                                page,
                                BankTime.today(clock))));
  }

  private Future<Optional<Probe>> probe(SqlClient db, String index, @Nullable String part) {
    return part == null
        ? Future.succeededFuture(Optional.empty())
        : frequencies.probe(db, index, part).map(Optional::of);
  }
}
