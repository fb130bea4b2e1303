package natsuin.rights;

import static natsuin.kernel.StaffRole.APPROVER;
import static natsuin.kernel.StaffRole.AUDITOR;
import static natsuin.kernel.StaffRole.HEAD_OFFICE;
import static natsuin.kernel.StaffRole.OFFICER;
import static natsuin.rights.StaffAct.ADMINISTER;
import static natsuin.rights.StaffAct.CONCLUDE;
import static natsuin.rights.StaffAct.CREATE;
import static natsuin.rights.StaffAct.DECIDE;
import static natsuin.rights.StaffAct.MAINTAIN;
import static natsuin.rights.StaffAct.MANAGE;
import static natsuin.rights.StaffAct.OBSERVE;
import static natsuin.rights.StaffAct.OPERATE;
import static natsuin.rights.StaffAct.REVIEW;
import static natsuin.rights.StaffAct.TRAIL;
import static natsuin.rights.StaffAct.WATCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import natsuin.kernel.Actor;
import natsuin.kernel.StaffRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Who may do what at a branch, among the bank's staff (STAFF-1)")
class StaffRightsTest {
  private static final UUID ME = new UUID(0, 1);
  private static final UUID COLLEAGUE = new UUID(0, 2);
  private static final UUID OWN = new UUID(1, 1);
  private static final UUID OTHER = new UUID(1, 2);

  record Cell(StaffRole role, boolean own, Set<StaffAct> allowed) {}

  static Stream<Cell> table() {
    return Stream.of(
        new Cell(OFFICER, true, Set.of(WATCH, REVIEW, CREATE, MANAGE, MAINTAIN)),
        new Cell(OFFICER, false, Set.of()),
        new Cell(
            APPROVER,
            true,
            Set.of(WATCH, REVIEW, CREATE, MANAGE, MAINTAIN, CONCLUDE, DECIDE, TRAIL)),
        new Cell(APPROVER, false, Set.of()),
        new Cell(
            HEAD_OFFICE,
            true,
            Set.of(
                WATCH,
                REVIEW,
                MANAGE,
                CONCLUDE,
                DECIDE,
                MAINTAIN,
                TRAIL,
                ADMINISTER,
                OBSERVE,
                OPERATE)),
        new Cell(
            HEAD_OFFICE,
            false,
            Set.of(
                WATCH,
                REVIEW,
                MANAGE,
                CONCLUDE,
                DECIDE,
                MAINTAIN,
                TRAIL,
                ADMINISTER,
                OBSERVE,
                OPERATE)),
        new Cell(AUDITOR, true, Set.of(WATCH, REVIEW, TRAIL, OBSERVE)),
        new Cell(AUDITOR, false, Set.of(WATCH, REVIEW, TRAIL, OBSERVE)));
  }

  private static Actor.Staff me(StaffRole role) {
    return new Actor.Staff(ME, OWN, role, new UUID(9, 9));
  }

  @ParameterizedTest
  @MethodSource("table")
  void everyCellIsAsWritten(Cell cell) {
    var allowed = EnumSet.noneOf(StaffAct.class);
    for (var act : StaffAct.values()) {
      if (StaffRights.may(me(cell.role()), act, cell.own() ? OWN : OTHER)) {
        allowed.add(act);
      }
    }
    assertThat(allowed).isEqualTo(cell.allowed());
  }

  @Test
  void theTableIsComplete() {
    var seen = new HashSet<String>();
    table().forEach(c -> seen.add(c.role() + " " + c.own()));
    assertThat(seen).hasSize(StaffRole.values().length * 2);
  }

  @ParameterizedTest
  @MethodSource("table")
  void listsShowExactlyTheBranchesThatMayBeWatched(Cell cell) {
    var branch = cell.own() ? OWN : OTHER;
    boolean listed = StaffRights.onlyBranch(me(cell.role())).map(branch::equals).orElse(true);
    assertThat(listed).isEqualTo(cell.allowed().contains(WATCH));
  }

  @ParameterizedTest
  @MethodSource("table")
  @DisplayName("Four eyes: nobody concludes what he created himself")
  void nobodyConcludesHisOwn(Cell cell) {
    var branch = cell.own() ? OWN : OTHER;
    assertThat(StaffRights.mayConclude(me(cell.role()), branch, ME)).isFalse();
    assertThat(StaffRights.mayConclude(me(cell.role()), branch, COLLEAGUE))
        .isEqualTo(cell.allowed().contains(CONCLUDE));
  }
}
