package natsuin.employerdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import natsuin.users.Branch;

/** A branch's desk for employers, as tests sit at it. */
final class Desk {
  static final String EMPLOYERS = "/api/staff/employers";
  static final String RESETS = "/api/staff/employer-resets";
  private static final Pattern NUMBER = Pattern.compile("事業主番号\\s+([0-9 ]{10,14})");
  private static final Pattern PASSWORD =
      Pattern.compile("初期パスワード\\s+((?:[A-Za-z2-9#%+=?@] ?){12})");

  private final World world;
  private final People people;
  private final Branch branch;

  Desk(World world) {
    this.world = world;
    this.people = new People(world);
    this.branch = people.branch();
  }

  Branch branch() {
    return branch;
  }

  Browser at(StaffRole role) {
    return new Browser(world).loggedIn(people.clerk(branch, role));
  }

  /** Somebody of another branch. */
  Browser elsewhere(StaffRole role) {
    return new Browser(world).loggedIn(people.clerk(role));
  }

  static JsonObject form(String name) {
    return new JsonObject()
        .put("name", name)
        .put("nameKana", "ミホンショウジ")
        .put("nameLatin", "Mihon Trading")
        .put("postalCode", "1040028")
        .put("address", "東京都中央区見本1-2-3");
  }

  /** A letter as it came, with where the employer is. */
  record Printed(int status, String location, String disposition, byte[] pdf) {
    UUID employer() {
      return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    /** What a human being reads. */
    String text() {
      return Desk.text(pdf);
    }

    String number() {
      return found(NUMBER, text());
    }

    String password() {
      return Desk.password(text());
    }
  }

  static String password(String letter) {
    return found(PASSWORD, letter);
  }

  private static String found(Pattern pattern, String text) {
    var hit = pattern.matcher(text);
    assertThat(hit.find()).as(text).isTrue();
    return hit.group(1).replace(" ", "");
  }

  static String text(byte[] pdf) {
    try {
      Path file = Files.write(Files.createTempFile("letter", ".pdf"), pdf);
      var process =
          new ProcessBuilder("pdftotext", "-layout", file.toString(), "-")
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).isZero();
      Files.delete(file);
      return text.replaceAll("[ \\t\u3000]+", " ");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts, and takes the answer as bytes. */
  Printed print(Browser staff, String path, JsonObject body) {
    var request =
        staff
            .request(path)
            .header("Cookie", "natsuin_staff=" + staff.cookie("natsuin_staff"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Printed(
          answer.statusCode(),
          answer.headers().firstValue("Location").orElse(""),
          answer.headers().firstValue("Content-Disposition").orElse(""),
          answer.body());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts, and goes away before the answer can be there. */
  void giveUp(Browser staff, String path) throws IOException, InterruptedException {
    var request =
        staff
            .request(path)
            .header("Cookie", "natsuin_staff=" + staff.cookie("natsuin_staff"))
            .timeout(Duration.ofMillis(200))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (var client = HttpClient.newHttpClient()) {
      client.send(request, HttpResponse.BodyHandlers.discarding());
    }
  }

  static final String HEADINGS = "事業主番号,事業主名,事業主名カナ,事業主名英字,郵便番号,住所,店番\r\n";

  /** A line of a file that is right. */
  static String line(String name, String address) {
    return ",%s,ミホン,Mihon,104-0028,%s,\r\n".formatted(name, address);
  }

  /** Has a file checked. */
  static Browser.Answer upload(Browser staff, byte[] file) {
    return staff.send(
        staff
            .request(EMPLOYERS + "/batch")
            .setHeader("Content-Type", "text/csv")
            .setHeader("X-File-Name", "%E4%B8%80%E8%A6%A7.csv")
            .POST(HttpRequest.BodyPublishers.ofByteArray(file)));
  }

  /** A new employer. */
  Printed registered(Browser staff, String name) {
    var printed = print(staff, EMPLOYERS, form(name));
    assertThat(printed.status())
        .as(new String(printed.pdf(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    return printed;
  }

  /** The employer as this person sees it. */
  static JsonObject seen(Browser staff, UUID employer) {
    return staff.get(EMPLOYERS + "/" + employer).json();
  }

  static JsonObject master(JsonObject employer) {
    return employer.getJsonArray("users").getJsonObject(0);
  }

  /** The master user has gone through the first registration. */
  void masterRegisters(UUID employer, String userId, String email) {
    run(
        """
        update employer_user set user_id = $2, name = '見本　花子', email = $3,
          password_expires_at = null, registered_at = now(), version = version + 1
        where employer_id = $1 and role = 'master'
        """,
        Tuple.of(employer, userId, email));
  }

  /** A client certificate that is good; its serial number. */
  String certificate(UUID employer) {
    String serial = UUID.randomUUID().toString().replace("-", "");
    run(
        """
        insert into certificate
          (serial, issuer, profile, subject, not_before, not_after, state, created_at)
        values ($1, 'issuing', 'tls-client', 'CN=x', now(), now() + interval '1 year', 'issued',
          now())
        """,
        Tuple.of(serial));
    run(
        """
        insert into client_certificate (serial, user_id, login_id, last_day, created_at)
        select $1, id, coalesce(user_id, ''), now() + interval '1 year', now() from employer_user
        where employer_id = $2 and role = 'master'
        """,
        Tuple.of(serial, employer));
    return serial;
  }

  String state(String serial) {
    return one("select state from certificate where serial = $1", Tuple.of(serial));
  }

  List<Row> run(String sql, Tuple values) {
    return world.database().client().preparedQuery(sql).execute(values).await().stream().toList();
  }

  String one(String sql, Tuple values) {
    return Objects.toString(run(sql, values).getFirst().getValue(0));
  }
}
