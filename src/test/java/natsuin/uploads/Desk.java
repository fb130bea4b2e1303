package natsuin.uploads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import natsuin.audit.Audit;
import natsuin.documents.ContentKeyStore;
import natsuin.documents.DocumentStore;
import natsuin.kernel.Actor;
import natsuin.kernel.ByteSize;
import natsuin.kernel.UserRole;
import natsuin.scanner.ScannerConfiguration;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.vault.EnvelopeKeys;
import org.awaitility.Awaitility;

/** The duty alone, with a scanner of the test's choice, on a world's servers. */
final class Desk implements AutoCloseable {
  private final World world;
  private final UploadRoom room;
  private final String worker;
  private final UUID branch;
  final People.Customer customer;
  final List<String> seen = new CopyOnWriteArrayList<>();

  Desk(World world, String... scanners) {
    this.world = world;
    var keys = new ContentKeyStore(new EnvelopeKeys(world.node().keys().master()), world.clock());
    this.room =
        new UploadRoom(
            world.node().vertx(),
            world.database(),
            new DocumentStore(keys, world.clock()),
            keys,
            new Audit(world.clock()),
            world.clock(),
            new UploadConfiguration(new ByteSize(20 << 20), 1),
            new ScannerConfiguration(List.of(scanners), "", Duration.ofSeconds(2), 1),
            file -> seen.add(file.id() + " " + file.state().code()));
    this.branch = new People(world).branch().id();
    this.customer = new People(world).customer();
    this.worker = room.work().orElseThrow();
  }

  Uploads uploads() {
    return room.uploads();
  }

  UploadRoom room() {
    return room;
  }

  UploadedFile take(String name, byte[] content) {
    var file =
        new NewFile(
            Purpose.IDENTITY,
            UUID.randomUUID(),
            "identity/passport/1",
            customer.id(),
            customer.organization(),
            branch,
            name);
    var actor =
        new Actor.User(
            customer.id(), customer.organization(), UserRole.REPRESENTATIVE, UUID.randomUUID());
    return world.database().tx(tx -> uploads().keep(tx, actor, file, content)).await();
  }

  /** The one number that this statement answers. */
  long count(String sql, Object... parameters) {
    return world
        .database()
        .client()
        .preparedQuery(sql)
        .execute(io.vertx.sqlclient.Tuple.from(parameters))
        .map(rows -> rows.iterator().next().getLong(0))
        .await();
  }

  UploadedFile now(UploadedFile file) {
    return uploads().find(world.database().client(), file.id()).await().orElseThrow();
  }

  UploadedFile settled(UploadedFile file) {
    return becomes(file, FileState.CLEAN, FileState.INFECTED, FileState.REFUSED);
  }

  UploadedFile becomes(UploadedFile file, FileState... states) {
    var wanted = new ArrayList<>(List.of(states));
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> now(file), current -> wanted.contains(current.state()));
  }

  @Override
  public void close() {
    world.node().vertx().undeploy(worker).await();
    room.close();
  }
}
