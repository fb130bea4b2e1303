package natsuin.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("SEC-1: documents at rest come back as they were, or not at all")
class ContentCipherTest {
  private static final int THREE_CHUNKS = 2 * ContentCipher.CHUNK + 1234;

  private final DataKey key =
      new EnvelopeKeys(MasterKeys.of(Map.of("k1", Secrets.bytes(32))))
          .create("contract", UUID.randomUUID())
          .key();
  private final ContentCipher cipher = new ContentCipher(key, UUID.randomUUID());

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, ContentCipher.CHUNK - 1, ContentCipher.CHUNK, ContentCipher.CHUNK + 1, 5 << 20})
  @DisplayName("every length, as a stream and from memory")
  void roundTrip(int length) throws IOException {
    byte[] plain = Secrets.bytes(length);
    List<byte[]> streamed = encrypt(cipher, plain);
    assertThat(streamed).hasSize(ContentCipher.chunks(length));
    assertThat(read(cipher, streamed, length)).isEqualTo(plain);

    List<byte[]> fromMemory = new ArrayList<>();
    for (int n = 0; n < ContentCipher.chunks(length); n++) {
      fromMemory.add(cipher.encryptChunk(plain, n));
    }
    assertThat(read(cipher, fromMemory, length)).isEqualTo(plain);
  }

  @Test
  @DisplayName("attack: two chunks exchanged")
  void reordered() throws IOException {
    List<byte[]> chunks = encrypt(cipher, Secrets.bytes(THREE_CHUNKS));
    Collections.swap(chunks, 0, 1);
    refuses(cipher, chunks, THREE_CHUNKS);
  }

  @Test
  @DisplayName("attack: the end cut off, and the recorded length with it")
  void truncated() throws IOException {
    List<byte[]> chunks = encrypt(cipher, Secrets.bytes(THREE_CHUNKS));
    refuses(cipher, chunks.subList(0, 2), 2L * ContentCipher.CHUNK);
    refuses(cipher, List.of(), 0);
  }

  @Test
  @DisplayName("attack: a chunk repeated, or appended")
  void extended() throws IOException {
    List<byte[]> chunks = encrypt(cipher, Secrets.bytes(THREE_CHUNKS));
    chunks.add(chunks.get(2));
    refuses(cipher, chunks, THREE_CHUNKS + 1234);
  }

  @Test
  @DisplayName("attack: a chunk brought over from another document under the same key")
  void swappedBetweenDocuments() throws IOException {
    ContentCipher other = new ContentCipher(key, UUID.randomUUID());
    List<byte[]> chunks = encrypt(cipher, Secrets.bytes(THREE_CHUNKS));
    chunks.set(1, encrypt(other, Secrets.bytes(THREE_CHUNKS)).get(1));
    refuses(cipher, chunks, THREE_CHUNKS);
  }

  @Test
  @DisplayName("attack: one bit turned in version, nonce, text or tag")
  void altered() throws IOException {
    byte[] chunk = encrypt(cipher, Secrets.bytes(40)).getFirst();
    for (int i = 0; i < chunk.length; i++) {
      byte[] altered = chunk.clone();
      altered[i] ^= 1;
      refuses(cipher, List.of(altered), 40);
    }
  }

  @Test
  @DisplayName("attack: the recorded length changed")
  void wrongLength() throws IOException {
    List<byte[]> chunks = encrypt(cipher, Secrets.bytes(40));
    refuses(cipher, chunks, 39);
    refuses(cipher, chunks, 41);
  }

  private static List<byte[]> encrypt(ContentCipher cipher, byte[] plain) throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    assertThat(cipher.encrypt(new ByteArrayInputStream(plain), chunks::add))
        .isEqualTo(plain.length);
    return chunks;
  }

  private static byte[] read(ContentCipher cipher, List<byte[]> chunks, long length) {
    return cipher.reader().readAll(chunks.iterator(), length);
  }

  private static void refuses(ContentCipher cipher, List<byte[]> chunks, long length) {
    assertThatThrownBy(() -> read(cipher, chunks, length)).isInstanceOf(VaultException.class);
  }
}
