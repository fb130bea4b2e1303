package natsuin.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natsuin.kernel.Actor;
import natsuin.kernel.UserRole;
import natsuin.rights.MemberRights.Member;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Who may do what to whom, among an organization's users (USER-2, USER-3, USER-4)")
class MemberRightsTest {
  private static final UUID ME = new UUID(0, 1);
  private static final UUID SOMEBODY = new UUID(0, 2);
  private static final UUID OURS = new UUID(1, 1);
  private static final UUID THEIRS = new UUID(1, 2);

  private static Actor.User me(UserRole role) {
    return new Actor.User(ME, OURS, role, new UUID(9, 9));
  }

  private static String shown(Set<MemberAct> acts) {
    return acts.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "REPRESENTATIVE, CHANGE PROVE REQUEST_CERTIFICATE SEE",
    "ADMINISTRATOR,  CHANGE PROVE REQUEST_CERTIFICATE SEE",
    "SIGNER,         CHANGE PROVE REQUEST_CERTIFICATE SEE",
    "VIEWER,         CHANGE SEE"
  })
  void overOneself(UserRole role, String allowed) {
    assertThat(shown(MemberRights.allowed(me(role), new Member(ME, OURS, role))))
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "REPRESENTATIVE, CHANGE DELETE LOCK_PIN REISSUE_PASSWORD REQUEST_CERTIFICATE SEE",
    "ADMINISTRATOR,  CHANGE DELETE LOCK_PIN REISSUE_PASSWORD REQUEST_CERTIFICATE SEE",
    "SIGNER,         ''",
    "VIEWER,         ''"
  })
  void overAColleagueWhoSigns(UserRole role, String allowed) {
    for (var other : Set.of(UserRole.REPRESENTATIVE, UserRole.ADMINISTRATOR, UserRole.SIGNER)) {
      assertThat(shown(MemberRights.allowed(me(role), new Member(SOMEBODY, OURS, other))))
          .isEqualTo(allowed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REPRESENTATIVE, CHANGE DELETE REISSUE_PASSWORD SEE",
    "ADMINISTRATOR,  CHANGE DELETE REISSUE_PASSWORD SEE",
    "SIGNER,         ''",
    "VIEWER,         ''"
  })
  void overAColleagueWhoOnlyReads(UserRole role, String allowed) {
    assertThat(shown(MemberRights.allowed(me(role), new Member(SOMEBODY, OURS, UserRole.VIEWER))))
        .isEqualTo(allowed);
  }

  @Test
  @DisplayName("another organization's users: nothing, for nobody, even with one's own identifier")
  void overStrangers() {
    var found = new HashSet<MemberAct>();
    Stream.of(UserRole.values())
        .forEach(
            role -> {
              found.addAll(MemberRights.allowed(me(role), new Member(SOMEBODY, THEIRS, role)));
              found.addAll(MemberRights.allowed(me(role), new Member(ME, THEIRS, role)));
            });
    assertThat(found).isEmpty();
  }
}
