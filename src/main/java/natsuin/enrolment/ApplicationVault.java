package natsuin.enrolment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import natsuin.users.OrganizationKind;
import natsuin.vault.KeyedHash;
import natsuin.vault.MasterKeys;
import natsuin.vault.SecretBox;

/** Closes and opens what applicants typed, and makes pseudonyms of it that can be looked for. */
final class ApplicationVault {
  private static final int MARK_BYTES = 16;
  private final SecretBox box;
  private final KeyedHash hash;

  ApplicationVault(MasterKeys keys) {
    this.box = new SecretBox(keys, "application");
    this.hash = new KeyedHash(keys, "application");
  }

  byte[] seal(UUID application, Personal personal) {
    return box.seal(context(application, "personal"), personal.bytes());
  }

  Personal open(UUID application, byte[] sealed) {
    return Personal.read(box.open(context(application, "personal"), sealed));
  }

  byte[] sealReason(UUID application, String reason) {
    return box.seal(context(application, "reason"), utf8(reason));
  }

  String openReason(UUID application, byte[] sealed) {
    return new String(box.open(context(application, "reason"), sealed), StandardCharsets.UTF_8);
  }

  /** The same for the same address in any case of its letters. */
  byte[] emailHash(String email) {
    return hash.of(utf8("email"), utf8(email.toLowerCase(Locale.ROOT)));
  }

  /** By these another application of the same name, address or person is found. */
  List<String> marks(Personal personal) {
    var marks = new ArrayList<String>();
    if (personal.kind() != OrganizationKind.INDIVIDUAL) {
      marks.add(mark(Match.NAME, plain(personal.nameKana())));
    }
    marks.add(mark(Match.ADDRESS, plain(personal.text("address"))));
    marks.add(
        mark(
            Match.PERSON,
            personal.text("familyKana"),
            personal.text("givenKana"),
            personal.text("birthDate")));
    return marks;
  }

  /** Of a random token: nobody tries those out, so a plain hash is enough. */
  static byte[] browserHash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(utf8(token));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String mark(Match match, String... parts) {
    byte[][] all = new byte[parts.length + 1][];
    all[0] = utf8(match.code());
    for (int i = 0; i < parts.length; i++) {
      all[i + 1] = utf8(parts[i]);
    }
    return match.code() + ":" + HexFormat.of().formatHex(hash.of(all), 0, MARK_BYTES);
  }

  /** Spaces make no difference. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\u3000]+", "");
  }

  private static byte[] context(UUID application, String what) {
    return utf8("application/" + application + "/" + what);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
