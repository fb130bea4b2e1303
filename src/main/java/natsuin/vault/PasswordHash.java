package natsuin.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id password hashes as PHC strings, {@code $argon2id$v=19$m=…,t=…,p=1$salt$hash}. Some ten
 * milliseconds of a core and the memory that the parameters say, each time: only on a bounded pool.
 */
public final class PasswordHash {
  private static final int SALT = 16;
  private static final int LENGTH = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
  private static final Base64.Encoder TEXT = Base64.getEncoder().withoutPadding();

  private final Argon2 argon2;
  private final Argon2Parameters parameters;
  private final String decoy;

  /** Hashes anew with {@code parameters}; verifies with whatever a stored hash says. */
  public PasswordHash(Argon2 argon2, Argon2Parameters parameters) {
    this.argon2 = argon2;
    this.parameters = parameters;
    this.decoy = hash(Secrets.token(32));
  }

  /** The PHC string to store, with a fresh salt. Unicode is normalised (NFC) first. */
  public String hash(String password) {
    byte[] salt = Secrets.bytes(SALT);
    byte[] hash = derive(password, salt, parameters);
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            parameters.memoryKib(),
            parameters.iterations(),
            TEXT.encodeToString(salt),
            TEXT.encodeToString(hash));
  }

  /** True when this is the password; {@link VaultException} when {@code stored} is no such hash. */
  public boolean verify(String password, String stored) {
    Matcher phc = parse(stored);
    byte[] salt = Base64.getDecoder().decode(phc.group(3));
    byte[] expected = Base64.getDecoder().decode(phc.group(4));
    return MessageDigest.isEqual(derive(password, salt, parametersOf(phc)), expected);
  }

  /** Takes as long as {@link #verify} and is never true: for accounts that do not exist. */
  public boolean verifyNobody(String password) {
    verify(password, decoy);
    return false;
  }

  /** True when the stored hash was made with other parameters than those of today. */
  public boolean needsRehash(String stored) {
    return !parametersOf(parse(stored)).equals(parameters);
  }

  private byte[] derive(String password, byte[] salt, Argon2Parameters cost) {
    byte[] secret =
        Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    try {
      return argon2.hash(secret, salt, cost, LENGTH);
    } finally {
      Wipe.bytes(secret);
    }
  }

  private static Argon2Parameters parametersOf(Matcher phc) {
    try {
      return new Argon2Parameters(Integer.parseInt(phc.group(1)), Integer.parseInt(phc.group(2)));
    } catch (IllegalArgumentException e) {
      throw new VaultException("A stored password hash asks for too much", e);
    }
  }

  private static Matcher parse(String stored) {
    Matcher phc = PHC.matcher(stored);
    if (!phc.matches()) {
      throw new VaultException("Not an Argon2id password hash");
    }
    return phc;
  }
}
