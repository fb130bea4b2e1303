package natsuin.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;

/**
 * HMAC-SHA-256 under a key derived from the master key for one purpose: for one-time codes and
 * pseudonyms, which a plain hash would let anybody try out. Any thread.
 */
public final class KeyedHash {
  private static final String HMAC = "HmacSHA256";

  private final MasterKeys masterKeys;
  private final String purpose;

  /** Hashes with one purpose have nothing to do with those of another. */
  public KeyedHash(MasterKeys masterKeys, String purpose) {
    this.masterKeys = masterKeys;
    this.purpose = "hash/" + purpose;
  }

  /** 32 bytes over the parts under the current master key; where parts end counts. */
  public byte[] of(byte[]... parts) {
    return under(masterKeys.current(), parts);
  }

  /** True when a key of the ring, an older one too, gives {@code expected}; in constant time. */
  public boolean matches(byte[] expected, byte[]... parts) {
    boolean found = false;
    for (String id : masterKeys.ids()) {
      found |= MessageDigest.isEqual(expected, under(id, parts));
    }
    return found;
  }

  private byte[] under(String id, byte[]... parts) {
    Context message = Context.of("hash/1");
    for (byte[] part : parts) {
      message.with(part);
    }
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(masterKeys.key(id, HMAC, purpose));
      return mac.doFinal(message.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
