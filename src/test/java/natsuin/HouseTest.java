package natsuin;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house, as data; a rule that breaks says why it stands. */
class HouseTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("natsuin");

  @TestFactory
  Stream<DynamicTest> arrowsRunDownhill() {
    return House.rooms()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    "arrows from '" + room + "' run downhill", () -> downhill(room).check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> thirdPartiesHaveOneDoor() {
    return House.DOORS.stream()
        .map(
            door ->
                DynamicTest.dynamicTest(
                    door.thirdParty() + " has one door", () -> rule(door).check(HOUSE)));
  }

  @Test
  @DisplayName("every room stands on a floor")
  void everyRoomStandsOnAFloor() {
    classes()
        .should()
        .resideInAnyPackage(House.rooms().map(House::under).toArray(String[]::new))
        .because("a room that stands on no floor is held by no rule: add it to House.FLOORS")
        .check(HOUSE);
  }

  @Test
  @DisplayName("no room goes round in circles with another")
  void noCircles() {
    slices()
        .matching("natsuin.(*)..")
        .should()
        .beFreeOfCycles()
        .because("two rooms that need each other are one room, or meet in a third")
        .check(HOUSE);
  }

  @Test
  @DisplayName("SQL is asked in stores only")
  void sqlIsAskedInStores() {
    Set<String> handles = Set.of("SqlClient", "SqlConnection");
    noClasses()
        .that()
        .resideOutsideOfPackage(House.under("pg"))
        .and(House.not("Store", "Row"))
        .should()
        .dependOnClassesThat(
            describe(
                "ask SQL",
                type ->
                    type.getPackageName().startsWith("io.vertx.sqlclient")
                        && !handles.contains(type.getSimpleName())))
        .because(
            "statements stand beside each other in the store; others only hand its transaction on"
                + " (SqlClient, SqlConnection)")
        .check(HOUSE);
  }

  @Test
  @DisplayName("every package says what it owns and what it must not know")
  void everyPackageSaysWhatItOwns() {
    HOUSE.stream()
        .map(JavaClass::getPackageName)
        .distinct()
        .forEach(
            name ->
                assertThatCode(() -> Class.forName(name + ".package-info"))
                    .as(name + " needs a package-info.java")
                    .doesNotThrowAnyException());
  }

  @Test
  @DisplayName("requests are read in routes only")
  void requestsAreReadInRoutes() {
    noClasses()
        .that()
        .resideOutsideOfPackages(House.under("http"), House.under("web"))
        .and(House.not("Routes"))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.ext.web.RoutingContext")
        .because("a use case that knows HTTP can be used by HTTP alone")
        .check(HOUSE);
  }

  @Test
  @DisplayName("business time comes from a clock that is given")
  void timeIsGiven() {
    noClasses()
        .that()
        .resideOutsideOfPackages(House.under("boot"), House.under("demo"), House.under("bench"))
        .should()
        .callMethod("java.time.Instant", "now")
        .orShould()
        .callMethod("java.lang.System", "currentTimeMillis")
        .orShould()
        .callMethod("java.time.LocalDate", "now")
        .orShould()
        .callMethod("java.time.ZonedDateTime", "now")
        .orShould()
        .callMethod("java.time.Clock", "systemUTC")
        .because("what cannot be told the time cannot be tested at midnight or in ten years")
        .check(HOUSE);
  }

  @Test
  @DisplayName("live never waits")
  void liveNeverWaits() {
    noClasses()
        .that()
        .resideInAPackage(House.under("live"))
        .and(House.not("Routes")) // these run on the web server's virtual threads
        .should()
        .callMethod("io.vertx.core.Future", "await")
        .allowEmptyShould(true)
        .because("it runs on event loops: one that waits stops every socket on it")
        .check(HOUSE);
  }

  @Test
  @DisplayName("nobody reaches into the inside of Vert.x, sleeps, or prints")
  void manners() {
    noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "are inside Vert.x",
                type ->
                    type.getPackageName().startsWith("io.vertx.")
                        && type.getPackageName().contains(".impl")))
        .because("its inside changes without notice")
        .check(HOUSE);
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .because("whoever sleeps waits too long or not long enough: wait for the condition")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages(House.under("demo"), House.under("bench"))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("lines belong to the log; only command-line tools speak to a terminal")
        .check(HOUSE);
  }

  @Test
  @DisplayName("the earth knows java.* only")
  void earth() {
    classes()
        .that()
        .resideInAPackage(House.under("kernel"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", House.under("kernel"), "org.jspecify.annotations..")
        .because("everything stands on it")
        .check(HOUSE);
  }

  private static ArchRule downhill(String room) {
    Set<String> forbidden = new java.util.TreeSet<>();
    int floor = House.floor(room);
    for (int above = 0; above <= floor; above++) {
      forbidden.addAll(House.FLOORS.get(above));
    }
    if (floor == 0) {
      forbidden.clear();
    }
    if (floor == 2) {
      forbidden.removeAll(House.FOR_EVERY_DUTY);
      forbidden.removeAll(House.BETWEEN_DUTIES.getOrDefault(room, Set.of()));
    }
    forbidden.remove(room);
    return noClasses()
        .that()
        .resideInAPackage(House.under(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.stream().map(House::under).toArray(String[]::new))
        .allowEmptyShould(true)
        .because(
            "a floor knows those below it, never one above or beside it (exceptions between duties"
                + " stand in House.BETWEEN_DUTIES)");
  }

  private static ArchRule rule(House.Door door) {
    String[] rooms = Stream.of(door.rooms().split(" ")).map(House::under).toArray(String[]::new);
    var others = noClasses().that().resideOutsideOfPackages(rooms);
    return (door.classes().isEmpty() ? others : others.and(House.not(door.classes())))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(door.packages())
        .allowEmptyShould(true)
        .because(door.thirdParty() + " is spoken to in " + door.rooms() + " only");
  }
}
