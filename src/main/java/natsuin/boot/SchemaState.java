package natsuin.boot;

import java.util.Arrays;
import natsuin.doctor.Ground.Migrations;
import natsuin.pg.JdbcSource;
import natsuin.pg.PostgresConfiguration;
import org.flywaydb.core.Flyway;

/** How the schema stands against this program's; changes nothing. */
final class SchemaState {
  private SchemaState() {}

  static Migrations of(PostgresConfiguration postgres) {
    var info =
        Flyway.configure()
            .dataSource(new JdbcSource(postgres))
            .locations("classpath:db/migration")
            .load()
            .info();
    var current = info.current();
    return new Migrations(
        current == null ? "0" : String.valueOf(current.getVersion()),
        info.pending().length,
        Arrays.stream(info.all()).anyMatch(each -> each.getState().isFailed()),
        Arrays.stream(info.all())
            .filter(each -> each.getState().isResolved())
            .mapToInt(each -> each.getVersion().getMajor().intValueExact())
            .max()
            .orElse(0));
  }
}
