package natsuin.uploads;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import natsuin.kernel.Actor;
import natsuin.kernel.BackOff;
import natsuin.kernel.FailureException;
import natsuin.scanner.ScanVerdict;
import natsuin.scanner.Scanner;
import natsuin.uploads.content.Content;
import natsuin.uploads.content.ContentVerdict;
import natsuin.uploads.content.Unfit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file from its claim to its last word: first clamd, then, since its OK is not enough, what the
 * content is. Without a verdict the file waits. What is not taken loses its key, and with it every
 * byte: nobody needs it, and what nobody can read nobody can catch. On a virtual thread.
 */
final class ScanFile {
  private static final Logger LOG = LoggerFactory.getLogger(ScanFile.class);
  private static final Actor WORKER = new Actor.Service("upload-scan");
  private static final BackOff PAUSES = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final Uploads.Tools tools;
  private final Optional<Scanner> scanner;
  private final FileStore.Claim claim;

  ScanFile(Uploads.Tools tools, Optional<Scanner> scanner, FileStore.Claim claim) {
    this.tools = tools;
    this.scanner = scanner;
    this.claim = claim;
  }

  /** Never fails: what goes wrong leaves the file waiting, or to its lease. */
  void run() {
    try {
      switch (scan()) {
        case ScanVerdict.Clean clean -> examine();
        case ScanVerdict.Infected found -> settle(FileState.INFECTED, found.name(), 0);
        case ScanVerdict.NotWhole part -> settle(FileState.REFUSED, Unfit.NOT_SCANNABLE.code(), 0);
        case ScanVerdict.NoVerdict none -> waitAgain("no-verdict");
      }
    } catch (FailureException busy) {
      waitAgain(busy.failure().code());
    } catch (Exception fault) {
      LOG.error("File {} is left waiting", claim.file().id(), fault);
      waitAgain("internal-error");
    }
  }

  private ScanVerdict scan() {
    if (scanner.isEmpty()) {
      return new ScanVerdict.Clean();
    }
    return scanner.get().scan(() -> Bytes.forScan(tools, claim.file())).await();
  }

  private void examine() {
    byte[] bytes = Bytes.of(tools, claim.file()).await();
    var type = claim.file().type();
    var verdict =
        tools
            .hands()
            .run(() -> Content.examine(type, bytes))
            .recover(
                fault ->
                    fault instanceof TimeoutException
                        ? Future.succeededFuture(new ContentVerdict.Refused(Unfit.TOO_SLOW))
                        : Future.failedFuture(fault));
    switch (verdict.await()) {
      case ContentVerdict.Fit fit -> settle(FileState.CLEAN, null, fit.pages());
      case ContentVerdict.Refused refused -> settle(FileState.REFUSED, refused.why().code(), 0);
    }
  }

  private void settle(FileState state, @Nullable String finding, int pages) {
    var file = claim.file();
    boolean kept =
        tools
            .database()
            .tx(
                tx ->
                    FileStore.settle(
                            tx,
                            claim,
                            state,
                            finding,
                            pages,
                            scanner.isPresent(),
                            tools.clock().instant())
                        .compose(
                            ours ->
                                !ours || state == FileState.CLEAN || file.key() == null
                                    ? Future.succeededFuture(ours)
                                    : tools.keys().destroy(tx, file.key()).map(ours))
                        .compose(
                            ours ->
                                ours
                                    ? tools
                                        .audit()
                                        .record(
                                            tx,
                                            WORKER,
                                            "upload." + state.code(),
                                            "uploaded-file:" + file.id(),
                                            file.branch(),
                                            detail(finding))
                                        .map(true)
                                    : Future.succeededFuture(false)))
            .await();
    if (kept) {
      tools.touched().accept(file);
    }
  }

  private JsonObject detail(@Nullable String finding) {
    var detail =
        new JsonObject()
            .put("user", claim.file().user().toString())
            .put("purpose", claim.file().purpose().code())
            .put("subject", claim.file().subject().toString())
            .put("scanned", scanner.isPresent());
    return finding == null ? detail : detail.put("finding", finding);
  }

  private void waitAgain(String code) {
    try {
      Duration pause = PAUSES.after(claim.attempts());
      if (FileStore.putBack(tools.database().client(), claim, code, pause).await()) {
        tools.touched().accept(claim.file());
      }
    } catch (Exception e) {
      LOG.warn("File {} is left to its lease: {}", claim.file().id(), e.getMessage());
    }
  }
}
