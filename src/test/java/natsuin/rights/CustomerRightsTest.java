package natsuin.rights;

import static natsuin.kernel.UserRole.ADMINISTRATOR;
import static natsuin.kernel.UserRole.REPRESENTATIVE;
import static natsuin.kernel.UserRole.SIGNER;
import static natsuin.kernel.UserRole.VIEWER;
import static natsuin.rights.CustomerAct.ACKNOWLEDGE;
import static natsuin.rights.CustomerAct.READ;
import static natsuin.rights.CustomerAct.REFUSE;
import static natsuin.rights.CustomerAct.SIGN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Written down cell by cell, so that a changed cell has to be changed twice, knowingly. */
@DisplayName("Who may do what to a contract, among customers (USER-2)")
class CustomerRightsTest {
  private static final UUID ME = new UUID(0, 1);
  private static final UUID SOMEBODY = new UUID(0, 2);
  private static final UUID COLLEAGUE_ID = new UUID(0, 3);
  private static final UUID MINE = new UUID(1, 1);
  private static final UUID THEIRS = new UUID(1, 2);
  private static final UUID THIRD = new UUID(1, 3);
  private static final Set<CustomerAct> ALL = Set.of(READ, ACKNOWLEDGE, SIGN, REFUSE);
  private static final Set<CustomerAct> NONE = Set.of();

  enum Relation {
    NAMED(ME, MINE),
    COLLEAGUE(COLLEAGUE_ID, MINE),
    FOREIGN(COLLEAGUE_ID, THEIRS),
    /** The user's id stands there, yet for an organization that is not his: rows that lie. */
    NAMED_FOR_ANOTHER(ME, THEIRS);

    private final UUID signer;
    private final UUID organization;

    Relation(UUID signer, UUID organization) {
      this.signer = signer;
      this.organization = organization;
    }

    Set<UUID> signers() {
      return Set.of(signer, SOMEBODY);
    }

    Set<UUID> organizations() {
      return Set.of(organization, THIRD);
    }
  }

  record Cell(UserRole role, Relation relation, boolean settled, Set<CustomerAct> allowed) {}

  static Stream<Cell> table() {
    return Stream.of(
        new Cell(REPRESENTATIVE, Relation.NAMED, false, ALL),
        new Cell(REPRESENTATIVE, Relation.NAMED, true, ALL),
        new Cell(REPRESENTATIVE, Relation.COLLEAGUE, false, Set.of(READ)),
        new Cell(REPRESENTATIVE, Relation.COLLEAGUE, true, Set.of(READ)),
        new Cell(REPRESENTATIVE, Relation.FOREIGN, false, NONE),
        new Cell(REPRESENTATIVE, Relation.FOREIGN, true, NONE),
        new Cell(REPRESENTATIVE, Relation.NAMED_FOR_ANOTHER, false, NONE),
        new Cell(REPRESENTATIVE, Relation.NAMED_FOR_ANOTHER, true, NONE),
        new Cell(ADMINISTRATOR, Relation.NAMED, false, ALL),
        new Cell(ADMINISTRATOR, Relation.NAMED, true, ALL),
        new Cell(ADMINISTRATOR, Relation.COLLEAGUE, false, Set.of(READ)),
        new Cell(ADMINISTRATOR, Relation.COLLEAGUE, true, Set.of(READ)),
        new Cell(ADMINISTRATOR, Relation.FOREIGN, false, NONE),
        new Cell(ADMINISTRATOR, Relation.FOREIGN, true, NONE),
        new Cell(ADMINISTRATOR, Relation.NAMED_FOR_ANOTHER, false, NONE),
        new Cell(ADMINISTRATOR, Relation.NAMED_FOR_ANOTHER, true, NONE),
        new Cell(SIGNER, Relation.NAMED, false, ALL),
        new Cell(SIGNER, Relation.NAMED, true, ALL),
        new Cell(SIGNER, Relation.COLLEAGUE, false, NONE),
        new Cell(SIGNER, Relation.COLLEAGUE, true, NONE),
        new Cell(SIGNER, Relation.FOREIGN, false, NONE),
        new Cell(SIGNER, Relation.FOREIGN, true, NONE),
        new Cell(SIGNER, Relation.NAMED_FOR_ANOTHER, false, NONE),
        new Cell(SIGNER, Relation.NAMED_FOR_ANOTHER, true, NONE),
        new Cell(VIEWER, Relation.NAMED, false, NONE),
        new Cell(VIEWER, Relation.NAMED, true, Set.of(READ)),
        new Cell(VIEWER, Relation.COLLEAGUE, false, NONE),
        new Cell(VIEWER, Relation.COLLEAGUE, true, Set.of(READ)),
        new Cell(VIEWER, Relation.FOREIGN, false, NONE),
        new Cell(VIEWER, Relation.FOREIGN, true, NONE),
        new Cell(VIEWER, Relation.NAMED_FOR_ANOTHER, false, NONE),
        new Cell(VIEWER, Relation.NAMED_FOR_ANOTHER, true, NONE));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyCellIsAsWritten(Cell cell) {
    var user = new Actor.User(ME, MINE, cell.role(), new UUID(9, 9));
    var parties =
        new Parties(cell.relation().signers(), cell.relation().organizations(), cell.settled());
    var allowed = EnumSet.noneOf(CustomerAct.class);
    for (var act : CustomerAct.values()) {
      if (CustomerRights.may(user, act, parties)) {
        allowed.add(act);
      }
    }
    assertThat(allowed).isEqualTo(cell.allowed());
  }

  @Test
  void theTableIsComplete() {
    var seen = new HashSet<String>();
    table().forEach(c -> seen.add(c.role() + " " + c.relation() + " " + c.settled()));
    assertThat(seen).hasSize(UserRole.values().length * Relation.values().length * 2);
  }

  @ParameterizedTest
  @MethodSource("table")
  @DisplayName("Lists show exactly what may be read")
  void listsShowExactlyWhatMayBeRead(Cell cell) {
    if (cell.relation() == Relation.NAMED_FOR_ANOTHER) {
      return; // a list joins user and organization in one row; there is no such row
    }
    var user = new Actor.User(ME, MINE, cell.role(), new UUID(9, 9));
    boolean listed =
        switch (CustomerRights.scope(user)) {
          case CustomerRights.Scope.NamedIn(var id) -> cell.relation().signers().contains(id);
          case CustomerRights.Scope.OfOrganization(var id) ->
              cell.relation().organizations().contains(id);
          case CustomerRights.Scope.SettledOfOrganization(var id) ->
              cell.settled() && cell.relation().organizations().contains(id);
        };
    assertThat(listed).isEqualTo(cell.allowed().contains(READ));
  }

  @Test
  void onlyViewersCannotBeNamedToSign() {
    assertThat(UserRole.values())
        .filteredOn(CustomerRights::canBeNamed)
        .containsExactlyInAnyOrder(REPRESENTATIVE, ADMINISTRATOR, SIGNER);
  }
}
