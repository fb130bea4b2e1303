package natsuin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The house as data: floors, what duties may ask of each other, and the doors of third parties. */
final class House {
  private House() {}

  /** Floors from the roof down; arrows run downhill. */
  static final List<Set<String>> FLOORS =
      List.of(
          Set.of("", "boot", "live", "web", "demo", "bench"),
          Set.of(
              "contracts",
              "ceremony",
              "login",
              "dashboard",
              "enrolment",
              "identity",
              "issuance",
              "members",
              "help",
              "keeping",
              "evidence",
              "ledger",
              "revocations",
              "trail",
              "employers",
              "clientissue",
              "employerdesk",
              "operators",
              "doctor"),
          Set.of(
              "users",
              "otp",
              "lockout",
              "passwords",
              "sessions",
              "certificates",
              "signing",
              "verification",
              "documents",
              "outbox",
              "notices",
              "letters",
              "audit",
              "rights",
              "requests",
              "uploads",
              "mandates",
              "registration",
              "maintenance",
              "queues"),
          Set.of(
              "http",
              "bus",
              "pg",
              "redis",
              "pki",
              "pdf",
              "vault",
              "cluster",
              "fields",
              "scanner",
              "schedule",
              "telemetry"),
          Set.of("kernel"));

  /** Duties that may use another duty, beside those that every duty may use. */
  static final Map<String, Set<String>> BETWEEN_DUTIES =
      Map.of(
          "signing", Set.of("certificates", "documents"),
          "certificates", Set.of("lockout", "users"),
          "requests", Set.of("users", "certificates"),
          "registration", Set.of("users", "requests"),
          "uploads", Set.of("documents"),
          "maintenance", Set.of("rights"),
          "passwords", Set.of("users", "otp", "lockout"),
          "mandates",
              Set.of("signing", "certificates", "documents", "otp", "uploads", "users", "rights"),
          "verification", Set.of("documents"));

  static final Set<String> FOR_EVERY_DUTY = Set.of("audit", "outbox", "notices", "queues");

  record Door(String thirdParty, String packages, String rooms, String classes) {}

  /** One door each: whoever wants to change the third party looks in one place. */
  static final List<Door> DOORS =
      List.of(
          new Door("Bouncy Castle", "org.bouncycastle..", "pki", ""),
          new Door("PDFBox", "org.apache.pdfbox..", "pdf", ""),
          new Door("db-scheduler", "com.github.kagkarlsson..", "schedule", ""),
          new Door("openhtmltopdf", "com.openhtmltopdf..", "pdf", ""),
          new Door("ZXing", "com.google.zxing..", "pdf", ""),
          new Door("EU DSS", "eu.europa.esig..", "verification", ""),
          new Door(
              "Commons Compress", "org.apache.commons.compress..", "boot.embedded uploads", ""),
          new Door("Hazelcast", "com.hazelcast..", "cluster", ""),
          new Door("the PostgreSQL client", "io.vertx.pgclient..", "pg", "Store"),
          new Door("OpenTelemetry", "io.opentelemetry..", "telemetry", ""),
          new Door("the Redis client", "io.vertx.redis..", "redis lockout otp live", ""),
          new Door("Netty", "io.netty..", "live", ""),
          new Door("the mail client", "io.vertx.ext.mail..", "outbox", ""),
          new Door("the embedded servers", "io.zonky..", "boot.embedded", ""),
          new Door("the mail catcher", "org.subethamail..", "boot.embedded", ""));

  static Stream<String> rooms() {
    return FLOORS.stream().flatMap(Set::stream).sorted();
  }

  static int floor(String room) {
    for (int i = 0; i < FLOORS.size(); i++) {
      if (FLOORS.get(i).contains(room)) {
        return i;
      }
    }
    throw new IllegalArgumentException(room);
  }

  static String under(String room) {
    return room.isEmpty() ? "natsuin" : "natsuin." + room + "..";
  }

  /** Top-level classes, with what is nested in them, whose names end otherwise. */
  static DescribedPredicate<JavaClass> not(String... endings) {
    return describe(
        "are not named *" + String.join(" or *", endings),
        type -> {
          String name = type.getName().substring(type.getPackageName().length() + 1);
          int nested = name.indexOf('$');
          String top = nested < 0 ? name : name.substring(0, nested);
          return Stream.of(endings).noneMatch(top::endsWith);
        });
  }
}
