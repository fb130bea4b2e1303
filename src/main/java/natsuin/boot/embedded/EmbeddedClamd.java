package natsuin.boot.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clamd that is installed on this machine, started for this program on the loopback with a list
 * of its own that knows the EICAR test file and nothing else: enough to try, not to protect.
 */
public final class EmbeddedClamd {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedClamd.class);
  private static final int START_SECONDS = 30;

  /** The test file, letter by letter in hexadecimal. */
  private static final String SIGNATURE =
      """
      Eicar-Test-Signature:0:*:58354f2150254041505b345c505a58353428505e2937434329377d\
      2445494341522d5354414e444152442d414e544956495255532d544553542d46494c452124482b482a
      """;

  private final Path program;
  private final Path directory;
  private final Path log;
  private final String host;
  private int port;

  private EmbeddedClamd(Path program, Path directory, Path log, String host) {
    this.program = program;
    this.directory = directory;
    this.log = log;
    this.host = host;
  }

  /** Starts it, where there is one and it will; a trial goes on without. */
  static Optional<EmbeddedClamd> start(DataDirectory data, String host) throws IOException {
    var program = program();
    if (program.isEmpty()) {
      LOG.warn("No clamd on this machine: files of customers are not scanned for viruses");
      return Optional.empty();
    }
    var clamd =
        new EmbeddedClamd(
            program.get(),
            data.directory("clamd"),
            data.directory("log").resolve("clamd.log"),
            host);
    clamd.stop();
    try {
      clamd.restart();
      return Optional.of(clamd);
    } catch (IOException refused) { // a profile of the system's may keep it from our directory
      LOG.warn("Files of customers are not scanned: {}", refused.getMessage());
      return Optional.empty();
    }
  }

  /** Where it is installed. */
  public static Optional<Path> program() {
    return Stream.of(
            "/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/sbin")
        .map(place -> Path.of(place, "clamd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts the server, after {@link #stop} on the port that it had before. */
  public void restart() throws IOException {
    if (port != 0) {
      launch();
      return;
    }
    ServerProcess.onFreePort(
        free -> {
          port = free;
          launch();
        });
  }

  private void launch() throws IOException {
    Path signatures = Files.createDirectories(directory.resolve("signatures"));
    Files.writeString(signatures.resolve("test.ndb"), SIGNATURE);
    Path configuration = directory.resolve("clamd.conf");
    Files.writeString(
        configuration,
        """
        DatabaseDirectory %s
        TemporaryDirectory %s
        LogFile %s
        PidFile %s
        LocalSocket %s
        TCPSocket %d
        %s
        StreamMaxLength 25M
        AlertExceedsMax yes
        ConcurrentDatabaseReload no
        Foreground yes
        """
            .formatted(
                signatures,
                directory,
                log,
                pidFile(),
                directory.resolve("clamd.sock"),
                port,
                addresses()));
    // Not as a daemon of its own making: the parent of that waits for a signal of its child, which
    // may come before it is ready for it, and then it dies of it or waits for ever.
    awaitAnswer(
        ServerProcess.launch(List.of(program.toString(), "-c", configuration.toString()), log));
  }

  /** How the program reaches it. */
  public String address() {
    return "tcp://" + host + ":" + port;
  }

  /** How a program on this machine reaches it without a port. */
  public String socketAddress() {
    return "unix:" + directory.resolve("clamd.sock");
  }

  private String addresses() {
    String loopback = "TCPAddr " + EmbeddedServers.LOOPBACK;
    return host.equals(EmbeddedServers.LOOPBACK) ? loopback : loopback + "\nTCPAddr " + host;
  }

  private void awaitAnswer(Process process) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("clamd did not start: see " + log);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private boolean answers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.equals("PONG\0");
    } catch (IOException e) {
      LOG.trace("clamd does not listen yet", e);
      return false;
    }
  }

  /** Stops it. */
  public void stop() {
    try {
      ServerProcess.named(pidFile(), "clamd").ifPresent(process -> ServerProcess.end(process, 10));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pidFile() {
    return directory.resolve("clamd.pid");
  }
}
