package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** A further clamd beside that of the world. */
public final class AnotherClamd implements AutoCloseable {
  private final DataDirectory data;
  private final EmbeddedClamd clamd;

  /** Starts it in this directory. */
  public AnotherClamd(Path directory) throws IOException {
    this.data = DataDirectory.take(directory);
    this.clamd = EmbeddedClamd.start(data, EmbeddedServers.LOOPBACK).orElseThrow();
  }

  /** The server. */
  public EmbeddedClamd clamd() {
    return clamd;
  }

  @Override
  public void close() throws IOException {
    clamd.stop();
    data.close();
  }
}
