package natsuin.signing.pades;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import natsuin.signing.pades.SigningWork.Archived;
import natsuin.signing.pades.SigningWork.Embedded;
import natsuin.signing.pades.SigningWork.Evidenced;
import natsuin.signing.pades.SigningWork.Prepared;
import natsuin.signing.pades.SigningWork.Signed;
import natsuin.signing.pades.SigningWork.Timestamped;

/**
 * Stored form of {@link SigningWork}: a version, the stage, its fields in order; blocks carry their
 * length.
 */
final class WorkCodec {
  private static final int VERSION = 1;
  private static final int LARGEST_BLOCK = 16 << 20;
  private static final int MOST_BLOCKS = 10_000;

  private WorkCodec() {}

  static byte[] encode(SigningWork work) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      write(out, work);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  static SigningWork decode(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readByte() != VERSION) {
        throw new IllegalArgumentException("Stored by an unknown version");
      }
      SigningWork work = read(in);
      if (in.read() != -1) {
        throw new IllegalArgumentException("More bytes than a stage has");
      }
      return work;
    } catch (IOException | ClassCastException e) {
      throw new IllegalArgumentException("Not a stored stage", e);
    }
  }

  private static void write(DataOutputStream out, SigningWork work) throws IOException {
    switch (work) {
      case Prepared p -> writePrepared(out, p);
      case Signed s -> {
        out.writeByte('S');
        write(out, s.prepared());
        block(out, s.signatureValue());
      }
      case Timestamped t -> {
        out.writeByte('T');
        write(out, t.signed());
        block(out, t.token());
      }
      case Embedded e -> {
        out.writeByte('E');
        out.writeUTF(e.level().name());
        out.writeInt(e.documentLength());
        block(out, e.increment());
        block(out, e.cms());
        out.writeUTF(e.vriKey());
      }
      case Evidenced v -> {
        out.writeByte('V');
        write(out, v.embedded());
        blocks(out, v.data().certificates());
        blocks(out, v.data().ocspResponses());
        blocks(out, v.data().crls());
        block(out, v.increment());
      }
      case Archived a -> {
        out.writeByte('A');
        write(out, a.embedded());
        block(out, a.increment());
      }
    }
  }

  private static void writePrepared(DataOutputStream out, Prepared p) throws IOException {
    out.writeByte('P');
    out.writeUTF(p.level().name());
    out.writeInt(p.documentLength());
    block(out, p.increment());
    out.writeInt(p.hole());
    out.writeInt(p.holeDigits());
    block(out, p.digest());
    block(out, p.toBeSigned());
    blocks(out, p.chain());
  }

  private static SigningWork read(DataInputStream in) throws IOException {
    byte stage = in.readByte();
    return switch (stage) {
      case 'P' ->
          new Prepared(
              level(in),
              in.readInt(),
              block(in),
              in.readInt(),
              in.readInt(),
              block(in),
              block(in),
              blocks(in));
      case 'S' -> new Signed((Prepared) read(in), block(in));
      case 'T' -> new Timestamped((Signed) read(in), block(in));
      case 'E' -> new Embedded(level(in), in.readInt(), block(in), block(in), in.readUTF());
      case 'V' ->
          new Evidenced(
              (Embedded) read(in),
              new RevocationData(blocks(in), blocks(in), blocks(in)),
              block(in));
      case 'A' -> new Archived((Embedded) read(in), block(in));
      default -> throw new IllegalArgumentException("Unknown stage " + stage);
    };
  }

  private static PadesLevel level(DataInputStream in) throws IOException {
    return PadesLevel.valueOf(in.readUTF());
  }

  private static void block(DataOutputStream out, byte[] block) throws IOException {
    out.writeInt(block.length);
    out.write(block);
  }

  private static void blocks(DataOutputStream out, List<byte[]> blocks) throws IOException {
    out.writeInt(blocks.size());
    for (byte[] block : blocks) {
      block(out, block);
    }
  }

  private static byte[] block(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LARGEST_BLOCK || length > in.available()) {
      throw new IllegalArgumentException("A block of " + length + " bytes");
    }
    return in.readNBytes(length);
  }

  private static List<byte[]> blocks(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_BLOCKS) {
      throw new IllegalArgumentException(count + " blocks");
    }
    List<byte[]> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(block(in));
    }
    return blocks;
  }
}
