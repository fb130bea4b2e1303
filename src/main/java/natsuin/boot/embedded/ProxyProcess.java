package natsuin.boot.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import natsuin.boot.embedded.NodeProcess.Place;

/** HAProxy before the nodes, by {@code conf/proxy/cluster.cfg}. */
final class ProxyProcess implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final Path SHIPPED = Path.of("conf/proxy/cluster.cfg");

  private final Process process;
  private final Path log;

  private ProxyProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it on these ports of this machine.
   *
   * @param from the address that nodes see it come from
   */
  static ProxyProcess start(Path directory, int http, int https, List<Place> nodes, String from)
      throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IOException("HAProxy is needed before the nodes: apt install haproxy");
    }
    String text =
        Files.readString(SHIPPED)
            .replace("10.1.0.2:80", "127.0.0.1:" + http)
            .replaceAll("(?m)^  bind 127.0.0.1:" + http + "$", entrance(http, from))
            .replace("10.1.0.1:443", "127.0.0.1:" + https)
            .replaceAll("(?m)^  server node-2.*\n", "")
            .replaceAll("(?m)^  balance leastconn$", "$0\n  source " + from);
    text = lines(text, "  server node-1 10.1.0.11:8080", nodes, ProxyProcess::plain);
    text = lines(text, "  server node-1 10.1.0.11:8443 check port 8080", nodes, ProxyProcess::tls);
    Path file = Files.writeString(directory.resolve("haproxy.cfg"), text);
    Path log = directory.resolve("haproxy.log");
    var process =
        ServerProcess.launch(
            List.of(PROGRAM.toString(), "-db", "-f", file.toString()),
            log,
            directory.resolve("haproxy.pid"),
            "haproxy");
    return new ProxyProcess(process, log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  /** Nodes in networks of their own come in as well, for the timestamp authority. */
  private static String entrance(int http, String from) {
    String here = "  bind 127.0.0.1:" + http;
    return from.equals("127.0.0.1") ? here : "%s,%s:%d".formatted(here, from, http);
  }

  private interface Line {
    String of(int number, Place place);
  }

  private static String lines(String text, String shipped, List<Place> nodes, Line line) {
    String all =
        nodes.stream()
            .map(place -> line.of(nodes.indexOf(place) + 1, place))
            .collect(Collectors.joining("\n"));
    return text.replace(shipped + "\n", all + "\n");
  }

  private static String plain(int number, Place place) {
    return "  server node-%d %s:%d".formatted(number, place.host(), place.http());
  }

  private static String tls(int number, Place place) {
    return "  server node-%d %s:%d check port %d"
        .formatted(number, place.host(), place.https(), place.http());
  }

  @Override
  public void close() {
    ServerProcess.end(process.toHandle(), 10);
  }
}
