package natsuin.scanner;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One scan on one connection (clamd(8), INSTREAM): the command, pieces each behind their length, an
 * empty piece, the answer, end of the line. A word before the empty piece was sent cannot be about
 * these bytes, and is no verdict.
 */
final class Conversation {
  private static final Buffer COMMAND =
      Buffer.buffer("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
  private static final Buffer END = Buffer.buffer(new byte[4]);

  /** What was said before the end is heard before the end is sent, though it lies unread. */
  private static final long EARLY_WORDS_MS = 20;

  private static final int LONGEST_ANSWER = 1024;

  private final Vertx vertx;
  private final NetSocket socket;
  private final ScanContent content;
  private final long patienceMs;
  private final Promise<ScanVerdict> verdict = Promise.promise();
  private final Buffer answer = Buffer.buffer();
  private boolean allSent;
  private long watch;

  Conversation(Vertx vertx, NetSocket socket, ScanContent content, Duration patience) {
    this.vertx = vertx;
    this.socket = socket;
    this.content = content;
    this.patienceMs = patience.toMillis();
  }

  Future<ScanVerdict> run() {
    watch = vertx.setTimer(patienceMs, silent -> giveUp("gives no answer"));
    socket.handler(this::hear);
    socket.exceptionHandler(broken -> giveUp("breaks off"));
    socket.closeHandler(closed -> closed());
    socket
        .write(COMMAND)
        .compose(sent -> sendNext())
        .onFailure(fault -> giveUp("breaks off: " + fault.getMessage()));
    return verdict
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(watch);
              socket.close();
            });
  }

  private Future<Void> sendNext() {
    if (verdict.future().isComplete()) {
      return Future.succeededFuture();
    }
    progress();
    if (content.hasNext()) {
      return content.next().compose(this::send).compose(sent -> sendNext());
    }
    return vertx.timer(EARLY_WORDS_MS, TimeUnit.MILLISECONDS).compose(heard -> end());
  }

  private Future<Void> end() {
    if (verdict.future().isComplete()) {
      return Future.succeededFuture();
    }
    allSent = true;
    return socket.write(END);
  }

  private Future<Void> send(byte[] piece) {
    return piece.length == 0
        ? Future.succeededFuture()
        : socket.write(
            Buffer.buffer(Integer.BYTES + piece.length).appendInt(piece.length).appendBytes(piece));
  }

  private void progress() {
    vertx.cancelTimer(watch);
    watch = vertx.setTimer(patienceMs, silent -> giveUp("gives no answer"));
  }

  private void hear(Buffer bytes) {
    answer.appendBuffer(bytes);
    if (!allSent) {
      giveUp("answers before everything was sent: " + answer.length() + " bytes");
    } else if (answer.length() > LONGEST_ANSWER) {
      giveUp("does not stop talking");
    }
  }

  private void closed() {
    verdict.tryComplete(
        allSent
            ? Answer.read(answer.getBytes())
            : new ScanVerdict.NoVerdict("closed the line before everything was sent"));
  }

  private void giveUp(String why) {
    verdict.tryComplete(new ScanVerdict.NoVerdict(why));
  }
}
