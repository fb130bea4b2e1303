package natsuin.boot.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natsuin.kernel.FreePort;
import natsuin.kernel.Secret;
import natsuin.redis.RedisConfiguration;
import natsuin.testkit.TlsFiles;
import org.awaitility.Awaitility;

/** A real Redis that speaks TLS alone. */
public final class RedisByTls implements AutoCloseable {
  private final Path pidFile;
  private final int port = FreePort.onLoopback();

  private RedisByTls(Path directory, TlsFiles files) throws IOException {
    this.pidFile = directory.resolve("pid");
    Path configuration = directory.resolve("redis.conf");
    Path log = directory.resolve("log");
    Files.writeString(
        configuration,
        """
        bind 127.0.0.1
        port 0
        tls-port %d
        tls-cert-file "%s"
        tls-key-file "%s"
        tls-auth-clients no
        tls-ca-cert-file "%s"
        requirepass secret-by-tls
        save ""
        dir "%s"
        pidfile "%s"
        logfile "%s"
        daemonize yes
        """
            .formatted(
                port,
                files.certificate(),
                files.key(),
                files.certificate(),
                directory,
                pidFile,
                log));
    ServerProcess.run(List.of(Binaries.redis().toString(), configuration.toString()), log);
    Awaitility.await().until(() -> ServerProcess.named(pidFile, "redis").isPresent());
  }

  /** Starts one with this certificate. */
  public static RedisByTls start(Path directory, TlsFiles files) throws IOException {
    return new RedisByTls(Files.createDirectories(directory.toAbsolutePath()), files);
  }

  /** How the program reaches it, if it trusts this certificate. */
  public RedisConfiguration configuration(RedisConfiguration like, Path trusted) {
    return new RedisConfiguration(
        List.of(URI.create("rediss://127.0.0.1:%d/0".formatted(port))),
        new Secret("secret-by-tls"),
        "",
        new Secret(""),
        trusted.toString(),
        like.poolSize(),
        like.answerWithin());
  }

  @Override
  public void close() throws IOException {
    ServerProcess.named(pidFile, "redis").ifPresent(process -> ServerProcess.end(process, 5));
  }
}
