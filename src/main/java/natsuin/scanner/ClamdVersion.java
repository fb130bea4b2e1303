package natsuin.scanner;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What one clamd says of itself ({@code VERSION}).
 *
 * @param program as in ClamAV 1.4.2
 * @param signatures when its list of viruses was made; of no time where it has none of ClamAV's
 */
public record ClamdVersion(String program, Optional<Instant> signatures) {
  private static final Buffer COMMAND = Buffer.buffer("zVERSION\0");
  private static final int LONGEST_ANSWER = 256;

  /** {@code ClamAV 1.4.2/27456/Mon Nov 18 09:30:12 2026}; a day of one digit has two spaces. */
  private static final Pattern ANSWER = Pattern.compile("([^/]+)(?:/\\d+/(.+))?");

  private static final DateTimeFormatter MADE =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

  /** Asks the one at this address. */
  public static Future<ClamdVersion> ask(
      Vertx vertx, ScannerConfiguration configuration, String address) {
    var parsed = ScannerAddress.parse(address);
    var client = vertx.createNetClient(Clamd.options(parsed, configuration));
    return client
        .connect(parsed.socket())
        .compose(ClamdVersion::converse)
        .timeout(Clamd.HEARS_SOON.toMillis(), TimeUnit.MILLISECONDS)
        .map(ClamdVersion::read)
        .eventually(client::close);
  }

  private static Future<String> converse(NetSocket socket) {
    Promise<String> answer = Promise.promise();
    var heard = Buffer.buffer();
    socket.handler(
        bytes -> {
          heard.appendBuffer(bytes);
          if (heard.length() > LONGEST_ANSWER) {
            socket.close();
          }
        });
    socket.closeHandler(
        closed -> answer.tryComplete(heard.toString(StandardCharsets.US_ASCII).replace("\0", "")));
    socket.exceptionHandler(answer::tryFail);
    return socket.write(COMMAND).compose(sent -> answer.future());
  }

  static ClamdVersion read(String answer) {
    var parts = ANSWER.matcher(answer.strip());
    if (!parts.matches() || !parts.group(1).startsWith("ClamAV")) {
      throw new IllegalStateException("is no clamd");
    }
    return new ClamdVersion(
        parts.group(1), Optional.ofNullable(parts.group(2)).flatMap(ClamdVersion::time));
  }

  /** By that machine's own clock, which is taken to be within a day of ours. */
  private static Optional<Instant> time(String words) {
    try {
      var made = LocalDateTime.parse(words.replaceAll(" +", " "), MADE);
      return Optional.of(made.toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
