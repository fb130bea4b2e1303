package natsuin.uploads;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import natsuin.audit.Audit;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Ids;
import natsuin.pg.Database;
import natsuin.uploads.content.Content;
import natsuin.uploads.content.FileType;

/**
 * The door: files that customers send. What is taken is encrypted before anything else looks at it;
 * it is scanned and examined by {@link ScanWorker}, and shown as pages only once it is clean. Who
 * may do what, the caller has asked before.
 */
public final class Uploads {
  private static final Duration SHORTLY = Duration.ofSeconds(5);

  private final Tools tools;

  /** What the duty works with. */
  record Tools(
      Database database,
      DocumentStore documents,
      ContentKeyStore keys,
      Audit audit,
      InstantSource clock,
      Hands hands,
      Consumer<UploadedFile> touched,
      Runnable wake) {}

  Uploads(Tools tools) {
    this.tools = tools;
  }

  /**
   * Whether a file of this name and content can be taken at all; what it really is, the worker
   * finds out. Fails as {@link Failure.Refused} {@code file-refused}.
   */
  public static FileType typeOf(String fileName, byte[] content) {
    if (content.length == 0) {
      throw refusal("empty");
    }
    FileType type =
        FileType.named(FileNames.clean(fileName)).orElseThrow(() -> refusal("ending-unknown"));
    if (!Content.plausible(type, content)) {
      throw refusal("not-what-name-says");
    }
    return type;
  }

  private static RuntimeException refusal(String why) {
    return new Failure.Refused(
            "file-refused", List.of(new Failure.FieldError("file", "upload.refused." + why)))
        .exception();
  }

  /**
   * Keeps a file in the caller's transaction, encrypted under a key of its own; its scan begins
   * after the commit. Fails as {@link #typeOf} does. Audited.
   */
  public Future<UploadedFile> keep(SqlConnection tx, Actor by, NewFile file, byte[] content) {
    String name = FileNames.clean(file.fileName());
    FileType type = typeOf(name, content);
    UUID id = Ids.next(tools.clock());
    byte[] sha256 = sha256(content);
    return tools
        .keys()
        .create(tx, "uploaded-file", id)
        .compose(
            key ->
                tools
                    .documents()
                    .keepFile(tx, key, content, sha256)
                    .compose(
                        blob ->
                            FileStore.insert(
                                tx,
                                id,
                                file,
                                name,
                                type,
                                sha256,
                                content.length,
                                key,
                                blob,
                                tools.clock().instant())))
        .onSuccess(
            kept ->
                Database.afterCommit(
                    tx,
                    () -> {
                      tools.touched().accept(kept);
                      tools.wake().run();
                    }))
        .compose(kept -> record(tx, by, "upload.taken", kept, new JsonObject()).map(kept));
  }

  /** The file of this identifier. */
  public Future<Optional<UploadedFile>> find(SqlClient db, UUID id) {
    return FileStore.find(db, id);
  }

  /** All files that were sent for this, oldest first. */
  public Future<List<UploadedFile>> of(SqlClient db, UUID subject) {
    return FileStore.ofSubjects(db, List.of(subject));
  }

  /** All files that were sent for these, oldest first. */
  public Future<List<UploadedFile>> of(SqlClient db, Collection<UUID> subjects) {
    return FileStore.ofSubjects(db, subjects);
  }

  /** Forgets everything that was sent for this, whatever is being done to it. */
  public Future<Void> forget(SqlConnection tx, UUID subject) {
    return FileStore.forget(tx, subject);
  }

  /**
   * Forgets a file: its row, its key and with it its bytes. Fails as {@link Failure.Conflict}
   * {@code scan-running} while it is under scan. Audited.
   */
  public Future<Void> delete(SqlConnection tx, Actor by, UploadedFile file) {
    return FileStore.delete(tx, file.id())
        .compose(
            gone ->
                gone
                    ? Future.succeededFuture()
                    : Future.failedFuture(new Failure.Conflict("scan-running").exception()))
        .compose(gone -> destroyKey(tx, file))
        .onSuccess(done -> Database.afterCommit(tx, () -> tools.touched().accept(file)))
        .compose(done -> record(tx, by, "upload.deleted", file, new JsonObject()));
  }

  private Future<Void> destroyKey(SqlClient tx, UploadedFile file) {
    return file.key() == null ? Future.succeededFuture() : tools.keys().destroy(tx, file.key());
  }

  /**
   * A page as PNG; of a clean file only. Fails as {@link Failure.NotFound} for any other, and as
   * {@link Failure.Busy} where too many are being drawn.
   *
   * @param n from 1
   */
  public Future<byte[]> page(UploadedFile file, int n) {
    if (n < 1 || n > file.pages()) {
      return Future.failedFuture(new Failure.NotFound("not-found").exception());
    }
    return bytes(file)
        .compose(bytes -> tools.hands().run(() -> Content.page(file.type(), bytes, n - 1)))
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof TimeoutException
                        ? new Failure.Busy(SHORTLY).exception()
                        : fault));
  }

  /** The bytes of a clean file, for a duty that keeps them elsewhere; NotFound for any other. */
  public Future<byte[]> bytes(UploadedFile file) {
    if (file.state() != FileState.CLEAN || file.blob() == null) {
      return Future.failedFuture(new Failure.NotFound("not-found").exception());
    }
    return Bytes.of(tools, file);
  }

  private Future<Void> record(
      SqlConnection tx, Actor by, String action, UploadedFile file, JsonObject detail) {
    return tools
        .audit()
        .record(
            tx,
            by,
            action,
            "uploaded-file:" + file.id(),
            file.branch(),
            detail.put("purpose", file.purpose().code()).put("subject", file.subject().toString()));
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
