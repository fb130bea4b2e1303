package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natsuin.audit.AuditChain;
import natsuin.boot.ConfigurationReader;
import natsuin.boot.embedded.OneMachine;
import natsuin.kernel.FreePort;
import natsuin.pdf.DocumentBytes;
import natsuin.pg.Database;
import natsuin.signing.pades.Strangers;
import natsuin.testkit.DebianPostgres;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says of backups, done word for word. */
@Tag("faults")
class RestoreIT {
  /** As docs/operations.md has it: what was erased since the backup stays erased. */
  private static final String ERASED =
      """
      insert into envelope_key (id, purpose, owner_id, master_id, wrapped, created_at)
      select distinct b.key_id, 'erased', b.key_id, '', ''::bytea, now()
      from blob b left join envelope_key k on k.id = b.key_id where k.id is null
      """;

  private final Path place = UnderLoad.place();
  private final Path backup = place.resolve("backup");

  @Test
  @DisplayName(
      "OPS-7: dump, wipe, restore: everybody logs in, what was promised is signed, every document"
          + " verifies, the audit chain is whole, and new work is done")
  void wiped() throws Exception {
    Files.createDirectories(backup);
    List<String> signed;
    List<String> promised;
    AuditChain.Head head;
    Path before = place.resolve("before");
    try (var database = DebianPostgres.start(place.resolve("postgres-before"));
        var machine = machine(before, database)) {
      var load = new Load(machine.address()).signing(DemoPeople.PRESIDENT, DemoPeople.SHOPKEEPER);
      await().atMost(Duration.ofMinutes(3)).until(() -> load.diary().all(Load.SIGNED).count() > 3);
      machine.nodes().getFirst().stop(); // in the middle of whatever it does
      load.close();
      signed = contracts(load, Load.SIGNED);
      promised = contracts(load, Load.SIGN);
      head = chain(before, Optional.empty());
      database.tool("pg_dump", "-Fc", "--exclude-table-data=envelope_key", "-f", file("all.dump"));
      database.tool(
          "pg_dump", "-Fc", "--data-only", "--table=envelope_key", "-f", file("keys.dump"));
      FileUtils.copyDirectory(before.resolve("keys").toFile(), backup.resolve("keys").toFile());
      FileUtils.copyFile(
          before.resolve("secrets/keys").toFile(), backup.resolve("password").toFile());
    }
    FileUtils.deleteDirectory(before.toFile());
    FileUtils.deleteDirectory(place.resolve("postgres-before").toFile());

    Path after = place.resolve("after");
    FileUtils.copyDirectory(backup.resolve("keys").toFile(), after.resolve("keys").toFile());
    FileUtils.copyFile(backup.resolve("password").toFile(), after.resolve("secrets/keys").toFile());
    try (var database = DebianPostgres.start(place.resolve("postgres-after"))) {
      database.tool(
          "pg_restore", "--no-owner", "--section=pre-data", "--section=data", file("all.dump"));
      database.tool("pg_restore", "--no-owner", file("keys.dump"));
      database.sql(ERASED);
      database.tool("pg_restore", "--no-owner", "--section=post-data", file("all.dump"));
      try (var machine = machine(after, database);
          var load = new Load(machine.address())) {
        assertThat(promised).containsAll(signed);
        var root = root(machine);
        for (String contract : promised) {
          await()
              .atMost(Duration.ofMinutes(1))
              .untilAsserted(() -> assertThat(verified(load, contract, root)).isTrue());
        }
        chain(after, Optional.of(head));
        load.signing(DemoPeople.PRESIDENT);
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> load.diary().all(Load.SIGNED).count() > 1);
        assertThat(load.diary().faults()).isEmpty();
      }
    }
  }

  private String file(String name) {
    return backup.resolve(name).toString();
  }

  private static OneMachine machine(Path data, DebianPostgres database) throws Exception {
    var plan =
        new OneMachine.Plan(
            data, 1, FreePort.onLoopback(), FreePort.onLoopback(), false, UnderLoad.settings());
    var settings =
        new JsonObject()
            .put(
                "postgres",
                new JsonObject()
                    .put("hosts", new JsonArray().add(database.address()))
                    .put("password", "file:" + database.password()));
    return OneMachine.start(plan, given -> given.copy().mergeIn(settings, true));
  }

  private static List<String> contracts(Load load, String kind) {
    return load.diary().all(kind).filter(Diary.Act::acknowledged).map(Diary.Act::subject).toList();
  }

  /** All its documents are signed once, soundly and for the long term, as EU DSS sees them. */
  private static boolean verified(Load load, String contract, X509Certificate root) {
    var officer = load.officer();
    String path = "/api/staff/contracts/" + contract;
    for (Object each : officer.get(path).getJsonArray("documents")) {
      String id = ((JsonObject) each).getString("id");
      var document = DocumentBytes.of(officer.bytes(path + "/documents/" + id + "/content"));
      Strangers.assertDssPasses(document, root, "PAdES-BASELINE-LTA");
      assertThat(Strangers.dss(document, root).getSignatureIdList()).hasSize(1);
    }
    return true;
  }

  private static AuditChain.Head chain(Path data, Optional<AuditChain.Head> from) {
    var configuration =
        ConfigurationReader.read(
            Optional.of(data.resolve("nodes/node-1.yaml")), Map.of(), Map.of());
    var vertx = Vertx.vertx();
    var database = Database.open(vertx, configuration.postgres().using("natsuin", 2));
    try {
      var verdict = AuditChain.verify(database.client(), from, checked -> {});
      assertThat(verdict).isInstanceOf(AuditChain.Verdict.Intact.class);
      return ((AuditChain.Verdict.Intact) verdict).head();
    } finally {
      database.close().await();
      vertx.close().await();
    }
  }

  private static X509Certificate root(OneMachine machine) throws CertificateException {
    String pem = new Browser(machine.address(), "ja").get("/dev/demo").getString("ca");
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }
}
