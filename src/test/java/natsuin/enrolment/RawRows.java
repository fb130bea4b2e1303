package natsuin.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import natsuin.testkit.World;

/** What somebody with a copy of the database reads. */
final class RawRows {
  private final String rows;

  private RawRows(String rows) {
    this.rows = rows;
  }

  static RawRows of(World world, String table) {
    return new RawRows(
        world
            .database()
            .client()
            .query("select t::text as row from " + table + " t")
            .execute()
            .await()
            .stream()
            .map(row -> row.getString("row"))
            .collect(Collectors.joining("\n")));
  }

  /** As text, or as bytes, which PostgreSQL writes in hexadecimal. */
  boolean hold(String secret) {
    String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
    return rows.contains(secret) || rows.contains(hex);
  }
}
