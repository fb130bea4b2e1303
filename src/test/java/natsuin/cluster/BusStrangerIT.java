package natsuin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reaches the port of messages between nodes, and is none. */
class BusStrangerIT {
  private static final String ADDRESS = "natsuin.test";
  private static final ClusterIdentity OURS = TestIdentity.named("the key");
  private static final List<String> HEARD = new CopyOnWriteArrayList<>();
  private static ClusterConfiguration configuration;
  private static Cluster cluster;
  private static Cluster friend;

  @BeforeAll
  static void start() {
    configuration = TestCluster.configuration(List.of());
    cluster = TestCluster.join(configuration, OURS);
    friend = TestCluster.join(List.of(cluster.address()), OURS);
    listen(cluster.vertx(), HEARD);
  }

  @AfterAll
  static void stop() {
    friend.close();
    cluster.close();
  }

  @BeforeEach
  void forget() {
    HEARD.clear();
  }

  private static void listen(Vertx vertx, List<String> heard) {
    vertx
        .eventBus()
        .<String>consumer(ADDRESS, message -> heard.add(message.body()))
        .completion()
        .await();
  }

  /** What came before this was heard before this. */
  private static void nothingButAFriend() {
    await()
        .until(
            () -> {
              friend.vertx().eventBus().publish(ADDRESS, "friend");
              return HEARD.contains("friend");
            });
    assertThat(HEARD).containsOnly("friend");
  }

  @Test
  @DisplayName("OPS-1: nodes with the same key hear each other")
  void nodes() {
    nothingButAFriend();
  }

  @Test
  @DisplayName(
      "OPS-1: an event bus in the clear, even of one who got into the cluster, learns and changes"
          + " nothing")
  void busInTheClear() {
    HazelcastInstance hazelcast =
        GuardedNode.start(
            HazelcastPlan.of(
                TestCluster.configuration(List.of(cluster.address())), TestCluster.HOST),
            OURS.proof());
    var stranger =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventBusOptions(new EventBusOptions().setHost("127.0.0.1").setPort(0)))
            .withClusterManager(new HazelcastClusterManager(hazelcast))
            .buildClustered()
            .await();
    try {
      isOutside(stranger);
    } finally {
      stranger.close().await();
      hazelcast.shutdown();
    }
  }

  @Test
  @DisplayName(
      "OPS-1: an event bus with another certificate, even of one who got into the cluster, learns"
          + " and changes nothing")
  void busWithAnotherCertificate() {
    var identity =
        new ClusterIdentity(OURS.proof(), TestIdentity.named("another").key(), OURS.trusted());
    try (var stranger = TestCluster.join(List.of(cluster.address()), identity)) {
      isOutside(stranger.vertx());
    }
  }

  private static void isOutside(Vertx stranger) {
    List<String> learned = new CopyOnWriteArrayList<>();
    listen(stranger, learned);
    stranger.eventBus().publish(ADDRESS, "own");
    await().until(() -> learned.contains("own"));
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              stranger.eventBus().publish(ADDRESS, "forged");
              cluster.vertx().eventBus().publish(ADDRESS, "friend");
              return !HEARD.contains("forged");
            });
    assertThat(learned).containsOnly("own", "forged");
    nothingButAFriend();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET / HTTP/1.1\r\n\r\n", "HZC", "\0\0\0\4abcd", "\u0016\u0003\u0001 not a hello"})
  @DisplayName("OPS-1: garbage on the port of messages gets an alert at most, and is cut")
  void garbage(String said) throws Exception {
    byte[] bytes = (said + " ".repeat(80)).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(TestCluster.answer(configuration.busPort(), bytes)).hasSizeLessThanOrEqualTo(7);
    nothingButAFriend();
  }

  @Test
  @DisplayName("OPS-1: a message as the bus writes it, in the clear on a raw socket, is not heard")
  void rawMessageInTheClear() throws Exception {
    assertThat(TestCluster.answer(configuration.busPort(), message("forged")))
        .hasSizeLessThanOrEqualTo(7);
    nothingButAFriend();
  }

  @Test
  @DisplayName("OPS-1: the same within TLS, of one who shows no certificate, is not heard")
  void rawMessageWithoutCertificate() throws Exception {
    try (var socket = trusting()) {
      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                socket.getOutputStream().write(message("forged"));
                int read = socket.getInputStream().read();
                throw new IOException("said " + read);
              })
          .isInstanceOf(IOException.class)
          .message()
          .doesNotContain("said 0", "said 1");
    }
    nothingButAFriend();
  }

  @Test
  @DisplayName("OPS-1: slow loris: a thousand who connect and say nothing keep no message back")
  void halfOpen() throws Exception {
    var open = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 1000; i++) {
        open.add(new Socket(InetAddress.getLoopbackAddress(), configuration.busPort()));
      }
      try (var newcomer = TestCluster.join(List.of(cluster.address()), OURS)) {
        await()
            .until(
                () -> {
                  newcomer.vertx().eventBus().publish(ADDRESS, "newcomer");
                  return HEARD.contains("newcomer");
                });
      }
    } finally {
      for (var socket : open) {
        socket.close();
      }
    }
  }

  @Test
  @DisplayName("OPS-1: slow loris: who says nothing on the port of messages is cut")
  void silent() throws Exception {
    long begun = System.nanoTime();
    assertThat(TestCluster.answer(configuration.busPort(), new byte[0]))
        .hasSizeLessThanOrEqualTo(7);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(JoinCheck.PATIENCE.plusSeconds(5));
  }

  /** As Vert.x writes it: protocol 2, the codec of text, published, to the address. */
  private static byte[] message(String text) throws IOException {
    var body = new ByteArrayOutputStream();
    var data = new DataOutputStream(body);
    data.writeByte(2);
    data.writeByte(9);
    data.writeByte(1);
    sized(data, ADDRESS);
    data.writeInt(0);
    sized(data, "node");
    data.writeInt(4);
    sized(data, text);
    var whole = new ByteArrayOutputStream();
    new DataOutputStream(whole).writeInt(body.size());
    body.writeTo(whole);
    return whole.toByteArray();
  }

  private static void sized(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  private static SSLSocket trusting() throws IOException, GeneralSecurityException {
    var everybody =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {
            // whoever it is
          }

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {
            // whoever it is
          }

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {everybody}, new SecureRandom());
    return (SSLSocket)
        context
            .getSocketFactory()
            .createSocket(InetAddress.getLoopbackAddress(), configuration.busPort());
  }
}
