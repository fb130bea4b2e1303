package natsuin.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import natsuin.testkit.World;

/** Looks for something in everything that the service keeps. */
final class Leftovers {
  private final World world;

  Leftovers(World world) {
    this.world = world;
  }

  /** All rows of all tables as text, byte columns in hexadecimal: what a backup would hold. */
  String dump() {
    var db = world.database().client();
    var text = new StringBuilder();
    for (Row table :
        db.query("select tablename from pg_tables where schemaname = 'public'").execute().await()) {
      String name = table.getString(0);
      for (Row row : db.query("select t::text from \"" + name + "\" t").execute().await()) {
        text.append(name).append(' ').append(row.getString(0)).append('\n');
      }
    }
    return text.toString();
  }

  /** The values that the planner remembers. */
  String statistics() {
    var text = new StringBuilder();
    for (Row row :
        world
            .database()
            .client()
            .query(
                """
                select concat_ws(' ', tablename, attname, most_common_vals::text,
                  histogram_bounds::text, most_common_elems::text) from pg_stats
                where schemaname = 'public'
                """)
            .execute()
            .await()) {
      text.append(row.getString(0)).append('\n');
    }
    return text.toString();
  }

  /** All keys of Redis with what they hold, byte for byte. */
  String redis() {
    var redis = world.node().redis();
    var text = new StringBuilder();
    for (var key : redis.send(Command.KEYS, "*").await()) {
      text.append(key).append(' ');
      var held = redis.send(Command.DUMP, key.toString()).await();
      if (held != null) {
        text.append(latin(held.toBytes()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Files that hold this, of the database (tables and write-ahead log) and of the service. */
  List<Path> files(byte[] needle) {
    var found = new ArrayList<Path>();
    for (Path root : roots()) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(Files::isRegularFile).filter(file -> holds(file, needle)).forEach(found::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /** The databases of tests lie in {@code target/world-N}. */
  private List<Path> roots() {
    var db = world.database().client();
    String oid =
        db.query("select oid::text from pg_database where datname = current_database()")
            .execute()
            .await()
            .iterator()
            .next()
            .getString(0);
    try (Stream<Path> all = Files.find(Path.of("target"), 6, (path, what) -> what.isDirectory())) {
      var roots =
          new ArrayList<>(
              all.filter(path -> path.endsWith("base/" + oid) || path.endsWith("pg_wal")).toList());
      assertThat(roots).hasSizeGreaterThanOrEqualTo(2);
      roots.add(Path.of(world.node().configuration().keys().directory()));
      return roots;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, byte[] needle) {
    try {
      return latin(Files.readAllBytes(file)).contains(latin(needle));
    } catch (IOException gone) {
      return false;
    }
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
