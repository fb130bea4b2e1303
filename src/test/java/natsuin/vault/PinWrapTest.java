package natsuin.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CERT-2: a signing key opens with PIN and server key together, and not otherwise")
class PinWrapTest {
  private static final Argon2Parameters QUICK = new Argon2Parameters(64, 1);
  private static final char[] PIN = "Hanko12345".toCharArray();
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private final Argon2 argon2 = SodiumArgon2.load().orElseThrow();
  private final MasterKeys masterKeys = ring("k1");
  private final PinWrap pinWrap = new PinWrap(masterKeys, argon2, QUICK);
  private final UUID credential = UUID.randomUUID();
  private PrivateKey privateKey;
  private PinWrap.Stored stored;

  @BeforeEach
  void protectKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    privateKey = pair.getPrivate();
    stored = pinWrap.protect(credential, PIN, privateKey);
  }

  @Test
  @DisplayName("the right PIN opens the private key")
  void rightPin() {
    try (OpeningKey key = opened(pinWrap.check(credential, PIN, stored.pinWrap()))) {
      assertThat(key.open(credential, stored.wrappedKey(), "EC")).isEqualTo(privateKey);
    }
  }

  @Test
  @DisplayName("attack: a wrong PIN")
  void wrongPin() {
    assertThat(pinWrap.check(credential, "Hanko12346".toCharArray(), stored.pinWrap()))
        .isEqualTo(new PinCheck.Wrong());
  }

  @Test
  @DisplayName("attack: the PIN without the server's key")
  void pinWithoutServerKey() {
    PinWrap elsewhere = new PinWrap(ring("k1"), argon2, QUICK);
    assertThat(elsewhere.check(credential, PIN, stored.pinWrap())).isEqualTo(new PinCheck.Wrong());
  }

  @Test
  @DisplayName("attack: the server's key without the PIN, by a hash function that tells nothing")
  void serverKeyWithoutPin() {
    Argon2 blind = (secret, salt, parameters, length) -> new byte[length];
    PinWrap insider = new PinWrap(masterKeys, blind, QUICK);
    assertThat(insider.check(credential, PIN, stored.pinWrap())).isEqualTo(new PinCheck.Wrong());
    SecretBox box = new SecretBox(masterKeys, "pin");
    assertThatThrownBy(() -> box.open(new byte[0], stored.pinWrap()))
        .isInstanceOf(VaultException.class);
  }

  @Test
  @DisplayName("attack: another user's PIN record put beside this credential")
  void recordOfAnotherCredential() {
    UUID attacker = UUID.randomUUID();
    byte[] swapped = pinWrap.protect(attacker, PIN, privateKey).pinWrap();
    assertThat(pinWrap.check(credential, PIN, swapped)).isEqualTo(new PinCheck.Wrong());
  }

  @Test
  @DisplayName("attack: every single byte of the record altered")
  void alteredRecord() {
    for (int i = 0; i < stored.pinWrap().length; i++) {
      byte[] altered = stored.pinWrap().clone();
      altered[i] ^= 1;
      assertThat(opens(altered)).as("byte %d", i).isFalse();
    }
  }

  @Test
  @DisplayName("CERT-5: a new PIN opens, the old one no longer does, the key record stays")
  void changedPin() {
    char[] next = "NewHanko777".toCharArray();
    byte[] changed;
    try (OpeningKey key = opened(pinWrap.check(credential, PIN, stored.pinWrap()))) {
      changed = pinWrap.wrap(credential, next, key);
    }
    assertThat(pinWrap.check(credential, PIN, changed)).isEqualTo(new PinCheck.Wrong());
    try (OpeningKey key = opened(pinWrap.check(credential, next, changed))) {
      assertThat(key.open(credential, stored.wrappedKey(), "EC")).isEqualTo(privateKey);
    }
  }

  @Test
  @DisplayName("after a rotation the old record opens and asks to be renewed")
  void rotation() {
    Map<String, byte[]> keys = new LinkedHashMap<>();
    keys.put("k2", Secrets.bytes(32));
    byte[] old = Secrets.bytes(32);
    keys.put("k1", old);
    PinWrap before = new PinWrap(MasterKeys.of(Map.of("k1", old)), argon2, QUICK);
    PinWrap after = new PinWrap(MasterKeys.of(keys), argon2, QUICK);
    byte[] record = before.protect(credential, PIN, privateKey).pinWrap();
    assertThat(before.isOutdated(record)).isFalse();
    assertThat(after.isOutdated(record)).isTrue();
    try (OpeningKey key = opened(after.check(credential, PIN, record))) {
      assertThat(after.isOutdated(after.wrap(credential, PIN, key))).isFalse();
    }
  }

  @Test
  @DisplayName("browser half and server half open together; half with a stranger's half does not")
  void halves() {
    try (OpeningKey key = opened(pinWrap.check(credential, PIN, stored.pinWrap()))) {
      SplitSecret.Halves halves = SplitSecret.split(key);
      SplitSecret.Halves others = SplitSecret.split(key);
      try (OpeningKey joined = SplitSecret.join(halves.browser(), halves.server());
          OpeningKey mixed = SplitSecret.join(halves.browser(), others.server())) {
        assertThat(joined.open(credential, stored.wrappedKey(), "EC")).isEqualTo(privateKey);
        assertThatThrownBy(() -> mixed.open(credential, stored.wrappedKey(), "EC"))
            .isInstanceOf(VaultException.class);
      }
    }
  }

  @Test
  @DisplayName(
      "attack: a job's key used for another job, after its time, or with its time stretched")
  void jobKey() {
    JobWrap jobs = new JobWrap(masterKeys);
    UUID job = UUID.randomUUID();
    Instant expiry = NOW.plus(Duration.ofMinutes(10));
    byte[] wrapped;
    try (OpeningKey key = opened(pinWrap.check(credential, PIN, stored.pinWrap()))) {
      wrapped = jobs.wrap(key, job, expiry);
    }
    try (OpeningKey key = jobs.open(wrapped, job, expiry, NOW).orElseThrow()) {
      assertThat(key.open(credential, stored.wrappedKey(), "EC")).isEqualTo(privateKey);
    }
    assertThat(jobs.open(wrapped, job, expiry, expiry)).isEmpty();
    assertThatThrownBy(() -> jobs.open(wrapped, UUID.randomUUID(), expiry, NOW))
        .isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> jobs.open(wrapped, job, expiry.plusSeconds(3600), expiry))
        .isInstanceOf(VaultException.class);
  }

  @Test
  @DisplayName("a wiped key is gone: it neither opens nor wraps")
  void wiped() {
    OpeningKey key = opened(pinWrap.check(credential, PIN, stored.pinWrap()));
    key.close();
    assertThatThrownBy(() -> key.open(credential, stored.wrappedKey(), "EC"))
        .isInstanceOf(IllegalStateException.class);
  }

  private boolean opens(byte[] record) {
    try {
      return pinWrap.check(credential, PIN, record) instanceof PinCheck.Opened;
    } catch (VaultException e) {
      return false;
    }
  }

  private static OpeningKey opened(PinCheck check) {
    return ((PinCheck.Opened) check).key();
  }

  private static MasterKeys ring(String id) {
    return MasterKeys.of(Map.of(id, Secrets.bytes(MasterKeys.LENGTH)));
  }
}
