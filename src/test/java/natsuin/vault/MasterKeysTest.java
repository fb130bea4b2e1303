package natsuin.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SEC-1: master keys and the keys under them")
class MasterKeysTest {
  private static final byte[] CONTEXT = {1};
  private static final byte[] SECRET = {2, 3};

  @TempDir Path directory;

  @Test
  @DisplayName("OPS-7: the first start makes a key that the next start finds, for its owner only")
  void createdOnce() throws IOException {
    Path file = directory.resolve("keys/master.keys");
    byte[] sealed = new SecretBox(MasterKeys.loadOrCreate(file), "p").seal(CONTEXT, SECRET);
    assertThat(new SecretBox(MasterKeys.loadOrCreate(file), "p").open(CONTEXT, sealed))
        .isEqualTo(SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("a damaged key file is refused, not replaced")
  void damagedFile() throws IOException {
    Path file = directory.resolve("master.keys");
    for (String content : new String[] {"", "k1", "k1:AAAA", "k1:***", "bad id:AAAA"}) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> MasterKeys.loadOrCreate(file)).isInstanceOf(IOException.class);
      assertThat(file).hasContent(content);
    }
  }

  @Test
  @DisplayName("rotation: old data keys open, and open again rewrapped once the old key is gone")
  void rotation() {
    byte[] old = Secrets.bytes(32);
    Map<String, byte[]> both = new LinkedHashMap<>();
    both.put("k2", Secrets.bytes(32));
    both.put("k1", old);
    UUID owner = UUID.randomUUID();
    EnvelopeKeys.Fresh fresh = keys(Map.of("k1", old)).create("contract", owner);
    byte[] piece = fresh.key().seal("state", SECRET);

    EnvelopeKeys.WrappedKey rewrapped =
        keys(both).rewrap("contract", owner, fresh.wrapped().wrapped());
    assertThat(rewrapped.masterId()).isEqualTo("k2");
    EnvelopeKeys newOnly = keys(Map.of("k2", both.get("k2")));
    assertThat(newOnly.open("contract", owner, rewrapped.wrapped()).open("state", piece))
        .isEqualTo(SECRET);
    assertThatThrownBy(() -> newOnly.open("contract", owner, fresh.wrapped().wrapped()))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("k1");
  }

  @Test
  @DisplayName("attack: a wrapped key moved to another owner or another purpose")
  void movedKey() {
    EnvelopeKeys keys = keys(Map.of("k1", Secrets.bytes(32)));
    UUID owner = UUID.randomUUID();
    byte[] wrapped = keys.create("contract", owner).wrapped().wrapped();
    assertThatThrownBy(() -> keys.open("contract", UUID.randomUUID(), wrapped))
        .isInstanceOf(VaultException.class);
    assertThatThrownBy(() -> keys.open("upload", owner, wrapped))
        .isInstanceOf(VaultException.class);
  }

  @Test
  @DisplayName("attack: a piece brought to another context, or to a box of another purpose")
  void movedPiece() {
    MasterKeys ring = MasterKeys.of(Map.of("k1", Secrets.bytes(32)));
    DataKey key = new EnvelopeKeys(ring).create("contract", UUID.randomUUID()).key();
    byte[] piece = key.seal("signature 1", SECRET);
    assertThatThrownBy(() -> key.open("signature 2", piece)).isInstanceOf(VaultException.class);

    byte[] sealed = new SecretBox(ring, "mail").seal(CONTEXT, SECRET);
    assertThatThrownBy(() -> new SecretBox(ring, "job").open(CONTEXT, sealed))
        .isInstanceOf(VaultException.class);
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> new SecretBox(ring, "mail").open(CONTEXT, altered))
          .isInstanceOf(VaultException.class);
    }
    assertThatThrownBy(() -> new SecretBox(ring, "mail").open(CONTEXT, new byte[0]))
        .isInstanceOf(VaultException.class);
  }

  private static EnvelopeKeys keys(Map<String, byte[]> ring) {
    return new EnvelopeKeys(MasterKeys.of(ring));
  }
}
