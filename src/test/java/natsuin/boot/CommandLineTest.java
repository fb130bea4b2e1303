package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natsuin.kernel.Failure;
import natsuin.kernel.FreePort;
import natsuin.kernel.Secret;
import natsuin.pg.SharedClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How a node ends that could not start")
class CommandLineTest {
  private static final int TRIED_AGAIN = 1;
  private static final int FOR_PEOPLE = 2;

  @Test
  @DisplayName(
      "OPS-3, fault: a server that goes while a node starts is taken for a wrong configuration, and"
          + " nobody starts the node again")
  void serverWent() {
    for (Exception fault :
        List.of(
            new ConnectException("Connection refused"),
            new SocketException("Connection reset"),
            new UnknownHostException("db-a.internal"),
            new ClosedChannelException(),
            new Failure.Unavailable("redis-away", Duration.ofSeconds(5)).exception())) {
      assertThat(ended(() -> Future.failedFuture(fault).await()))
          .as("%s", fault)
          .isEqualTo(TRIED_AGAIN);
    }
  }

  @Test
  @DisplayName("OPS-3, fault: PostgreSQL goes between the migration and the first question")
  void databaseWent() {
    var shipped = ConfigurationReader.read(Optional.empty(), Map.of(), Map.of()).postgres();
    var nobody = shipped.at("127.0.0.1", FreePort.onLoopback(), "natsuin", new Secret("none"));
    assertThat(ended(() -> SharedClock.once(nobody))).isEqualTo(TRIED_AGAIN);
  }

  @Test
  @DisplayName("What only people can mend is told, and not tried again")
  void forPeople() {
    for (Exception fault :
        List.of(
            new IOException("authorities.p12: wrong password, or damaged"),
            new IllegalArgumentException("cluster.host: must be a private address"),
            new BindException("Address already in use"))) {
      assertThat(ended(() -> Future.failedFuture(fault).await()))
          .as("%s", fault)
          .isEqualTo(FOR_PEOPLE);
    }
  }

  private interface Beginning {
    void run() throws IOException;
  }

  private static int ended(Beginning beginning) {
    return CommandLine.run(
        new String[] {},
        (configuration, clock) -> {
          beginning.run();
          throw new AssertionError("it started");
        });
  }
}
