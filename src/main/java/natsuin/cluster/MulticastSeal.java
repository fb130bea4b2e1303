package natsuin.cluster;

import com.hazelcast.internal.util.ByteArrayProcessor;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Packets by which nodes look for each other in a network end with a proof, and without a right one
 * are not even decoded: anybody may send such packets. Any thread.
 */
final class MulticastSeal {
  private static final byte[] PURPOSE = "multicast".getBytes(StandardCharsets.UTF_8);
  private static final int PROOF = 32;

  private final JoinProof proof;
  private final byte[] cluster;

  MulticastSeal(JoinProof proof, String cluster) {
    this.proof = proof;
    this.cluster = cluster.getBytes(StandardCharsets.UTF_8);
  }

  /** For what leaves. */
  ByteArrayProcessor closing() {
    return new Whole(this::close);
  }

  /**
   * For what arrives; throws {@link HazelcastSerializationException}, of which Hazelcast tells once
   * in a while, for what no node sent.
   */
  ByteArrayProcessor opening() {
    return new Whole(this::open);
  }

  private byte[] close(byte[] packet) {
    byte[] sealed = Arrays.copyOf(packet, packet.length + PROOF);
    System.arraycopy(proof.of(PURPOSE, cluster, packet), 0, sealed, packet.length, PROOF);
    return sealed;
  }

  private byte[] open(byte[] sealed) {
    int length = sealed.length - PROOF;
    if (length > 0) {
      byte[] packet = Arrays.copyOf(sealed, length);
      if (proof.matches(
          Arrays.copyOfRange(sealed, length, sealed.length), PURPOSE, cluster, packet)) {
        return packet;
      }
    }
    throw new HazelcastSerializationException("a packet of no node of this cluster");
  }

  private interface Step {
    byte[] of(byte[] bytes);
  }

  private record Whole(Step step) implements ByteArrayProcessor {
    @Override
    public byte[] process(byte[] bytes) {
      return step.of(bytes);
    }

    @Override
    public byte[] process(byte[] bytes, int offset, int length) {
      return step.of(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public byte[] process(byte[] bytes, int offset, int length, byte[] into) {
      byte[] made = process(bytes, offset, length);
      System.arraycopy(made, 0, into, 0, made.length);
      return into;
    }
  }
}
