package natsuin.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import natsuin.kernel.DurableFile;

/**
 * The ring of master keys. The current one closes, all of them open; to rotate, put a new key in
 * front and rewrap what older ones closed. Each purpose gets a key of its own by HKDF. The file has
 * one {@code id:base64} of 32 bytes a line, the first being current. Immutable but for its cache;
 * any thread.
 */
public final class MasterKeys {
  /** Length of every key here, bytes. */
  public static final int LENGTH = 32;

  private static final String VALID_ID = "[A-Za-z0-9._-]{1,64}";

  private final String current;
  private final Map<String, byte[]> keys;
  private final Map<String, SecretKey> derived = new ConcurrentHashMap<>();

  private MasterKeys(String current, Map<String, byte[]> keys) {
    this.current = current;
    this.keys = keys;
  }

  /** A ring from configuration: key identifiers in order, the first being current. */
  public static MasterKeys of(Map<String, byte[]> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("No master key given");
    }
    Map<String, byte[]> copy = new LinkedHashMap<>();
    keys.forEach((id, key) -> copy.put(checkId(id), checkKey(id, key)));
    return new MasterKeys(copy.keySet().iterator().next(), copy);
  }

  /**
   * A ring from its file.
   *
   * @throws IOException when it is not there or not readable as such
   */
  public static MasterKeys load(Path file) throws IOException {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(':');
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        keys.put(line.substring(0, colon), Base64.getDecoder().decode(line.substring(colon + 1)));
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new IOException(file + " has a line that is not id:base64", e);
      }
    }
    try {
      return of(keys);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** As {@link #load}; makes the file, readable by its owner only, when it is not there. */
  public static MasterKeys loadOrCreate(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] key = new byte[LENGTH];
      new SecureRandom().nextBytes(key);
      String text =
          "# Master keys, id:base64; the first is current. Without this file nothing opens again.\n"
              + "k1:"
              + Base64.getEncoder().encodeToString(key)
              + "\n";
      DurableFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
    return load(file);
  }

  /** Identifier of the key that closes. */
  public String current() {
    return current;
  }

  /** Identifiers of all keys. */
  public Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  /** The key for one purpose under the master key with this identifier. */
  SecretKey key(String id, String algorithm, String purpose) {
    byte[] master = keys.get(id);
    if (master == null) {
      throw new VaultException("Master key " + id + " is not in the ring");
    }
    return derived.computeIfAbsent(
        id + "/" + algorithm + "/" + purpose, k -> Hkdf.key(master, algorithm, purpose));
  }

  private static String checkId(String id) {
    if (!id.matches(VALID_ID)) {
      throw new IllegalArgumentException("A master key's identifier must match " + VALID_ID);
    }
    return id;
  }

  private static byte[] checkKey(String id, byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("Master key %s must have 32 bytes".formatted(id));
    }
    return key.clone();
  }
}
