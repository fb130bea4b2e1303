package natsuin.cluster;

import com.hazelcast.nio.MemberSocketInterceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;

/**
 * What both ends of a connection say before Hazelcast's own protocol begins: each proves over both
 * ends' fresh nonces, and the address that was called, that it holds the cluster's key. Who called
 * proves first, so a stranger is told a nonce and nothing else; and who is called by mistake, at
 * the address that a node had, cannot pass the proof on to another. An exception makes Hazelcast
 * close the socket unread.
 */
final class JoinCheck implements MemberSocketInterceptor {
  /** For both proofs together, whatever the other end does meanwhile. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Of the 16 threads that Hazelcast has for this and for calling others. */
  private static final int PLACES = 8;

  private static final byte[] GREETING = bytes("natsuin1");
  private static final byte[] CALLER = bytes("caller");
  private static final byte[] CALLED = bytes("called");
  private static final int NONCE = 32;
  private static final int PROOF = 32;

  private final WaitingRoom strangers = new WaitingRoom(PLACES);
  private final CutCallers cut = new CutCallers();
  private final SecureRandom random = new SecureRandom();
  private final JoinProof proof;
  private final byte[] cluster;

  JoinCheck(JoinProof proof, String cluster) {
    this.proof = proof;
    this.cluster = bytes(cluster);
  }

  @Override
  public void init(Properties properties) {
    // everything is given to the constructor
  }

  @Override
  public void onConnect(Socket socket) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    byte[] mine = nonce();
    send(socket, GREETING, mine);
    byte[] theirs = read(socket, NONCE, end);
    byte[] place = place(socket.getInetAddress(), socket.getPort());
    send(socket, proof.of(CALLER, cluster, place, mine, theirs));
    if (!proof.matches(read(socket, PROOF, end), CALLED, cluster, place, mine, theirs)) {
      throw new IOException("who answers is no node of this cluster");
    }
    socket.setSoTimeout(0);
  }

  @Override
  public void onAccept(Socket socket) throws IOException {
    strangers.enter(socket);
    try {
      admit(socket);
    } catch (IOException broken) {
      cut.tell(socket.getInetAddress(), broken.getMessage());
      throw new NotOneOfUs(broken);
    } finally {
      strangers.leave(socket);
    }
  }

  private void admit(Socket socket) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    if (!Arrays.equals(read(socket, GREETING.length, end), GREETING)) {
      throw new IOException("who calls does not speak as a node");
    }
    byte[] theirs = read(socket, NONCE, end);
    byte[] mine = nonce();
    send(socket, mine);
    byte[] place = place(socket.getLocalAddress(), socket.getLocalPort());
    if (!proof.matches(read(socket, PROOF, end), CALLER, cluster, place, theirs, mine)) {
      throw new IOException("who calls is no node of this cluster, or called another address");
    }
    send(socket, proof.of(CALLED, cluster, place, theirs, mine));
    socket.setSoTimeout(0);
  }

  /** Where the call went, as both ends see it: nodes have no translation between them (ADR 30). */
  private static byte[] place(InetAddress address, int port) {
    byte[] host = address.getAddress();
    return ByteBuffer.allocate(host.length + Short.BYTES).put(host).putShort((short) port).array();
  }

  /** Without a stack, which nobody reads. */
  private static final class NotOneOfUs extends IOException {
    private static final long serialVersionUID = 1;

    NotOneOfUs(IOException why) {
      super(why.getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private byte[] nonce() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return nonce;
  }

  private static void send(Socket socket, byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
    socket.getOutputStream().flush();
  }

  private static byte[] read(Socket socket, int length, long end) throws IOException {
    byte[] read = new byte[length];
    int have = 0;
    while (have < length) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new IOException("no proof in time");
      }
      socket.setSoTimeout((int) left);
      int more = socket.getInputStream().read(read, have, length - have);
      if (more < 0) {
        throw new IOException("closed before the proof");
      }
      have += more;
    }
    return read;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
