package natsuin.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Somebody at the console of the Redis of a data directory. */
final class RedisLine implements AutoCloseable {
  private final Socket socket;

  RedisLine(Path data) throws IOException {
    int port =
        Files.readAllLines(data.resolve("redis/redis.conf")).stream()
            .filter(line -> line.startsWith("port "))
            .mapToInt(line -> Integer.parseInt(line.substring("port ".length())))
            .findFirst()
            .orElseThrow();
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    say("AUTH " + Files.readString(data.resolve("secrets/redis")));
  }

  /** Answers what Redis answered, if it is a line. */
  String say(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    var answer = new StringBuilder();
    while (answer.indexOf("\n") < 0) {
      answer.append((char) socket.getInputStream().read());
    }
    if (!answer.toString().startsWith("+")) {
      throw new IOException(command + ": " + answer);
    }
    return answer.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
