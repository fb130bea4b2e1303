package natsuin.passwords;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.EmployerRole;
import natsuin.kernel.Portal;
import natsuin.users.EmployerUser;
import natsuin.users.Person;
import natsuin.users.StaffMember;
import natsuin.users.User;
import natsuin.vault.KeyedHash;

/** Login names as they are counted: keyed hashes, whether an account has the name or not. */
public final class LoginNames {
  private final KeyedHash hash;

  LoginNames(KeyedHash hash) {
    this.hash = hash;
  }

  /** Of a name in its normal form. */
  public byte[] of(Portal portal, String name) {
    return of(portal.code(), name);
  }

  /** Of a name of another kind than the portal's login names. */
  byte[] of(String kind, String name) {
    return hash.of(utf8(kind), utf8(name));
  }

  /** Every name under which this person may be locked. */
  List<byte[]> all(Person person) {
    return switch (person) {
      case User user ->
          user.loginNames().stream().map(name -> of(Entrance.of(Portal.MYPAGE), name)).toList();
      case StaffMember member -> List.of(of(Entrance.of(Portal.STAFF), member.login()));
      case EmployerUser user -> {
        var all = new ArrayList<byte[]>();
        only(user).ifPresent(all::add);
        if (user.role() == EmployerRole.MASTER) {
          all.add(of(Entrance.EMPLOYER_NUMBER, user.employer().number()));
        }
        yield List.copyOf(all);
      }
    };
  }

  /** The one name by which this person logs in, where there is only one. */
  Optional<byte[]> only(Person person) {
    return switch (person) {
      case User user -> Optional.empty();
      case StaffMember member -> Optional.of(of(Entrance.of(Portal.STAFF), member.login()));
      case EmployerUser user ->
          Optional.ofNullable(user.userId()).map(id -> of(Entrance.of(Portal.EMPLOYER), id));
    };
  }

  private byte[] of(Entrance entrance, String name) {
    return of(entrance.kind(), entrance.meant().apply(name));
  }

  /** How the lockout counts it. */
  public static String subject(byte[] hash) {
    return "name:" + HexFormat.of().formatHex(hash);
  }

  /** An identifier that stands for the name where one of a person is asked for. */
  public static UUID id(byte[] hash) {
    var bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
