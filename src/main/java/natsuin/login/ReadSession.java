package natsuin.login;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import natsuin.certificates.Credentials;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.pg.Database;
import natsuin.sessions.Session;
import natsuin.sessions.Sessions;
import natsuin.users.EmployerUser;
import natsuin.users.Person;
import natsuin.users.StaffMember;
import natsuin.users.StaffStore;
import natsuin.users.User;
import natsuin.users.UserStore;

/** Who is logged in. */
final class ReadSession {
  private final Database database;
  private final Sessions sessions;
  private final Credentials credentials;
  private final InstantSource clock;

  ReadSession(Database database, Sessions sessions, Credentials credentials, InstantSource clock) {
    this.database = database;
    this.sessions = sessions;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Runs on a virtual thread; fails as not logged in where the session has just ended. */
  JsonObject read(Actor actor) {
    Optional<Session> session = sessions.current(actor).await();
    Optional<? extends Person> person =
        switch (actor) {
          case Actor.User user -> UserStore.find(database.client(), user.id()).await();
          case Actor.Staff staff -> StaffStore.find(database.client(), staff.id()).await();
          case Actor.Employer employer -> Optional.empty();
          case Actor.Candidate candidate -> Optional.empty();
          case Actor.Wall wall -> Optional.empty();
          case Actor.Service service -> Optional.empty();
          case Actor.Stranger stranger -> Optional.empty();
        };
    if (session.isEmpty() || person.isEmpty()) {
      throw new Failure.Unauthenticated("not-logged-in").exception();
    }
    return show(person.get(), session.get().expiresAt());
  }

  /** Mails and what else is written for this user is in this language from now on (UI-1). */
  void speak(Actor.User user, Locale language) {
    UserStore.setLanguage(database.client(), user.id(), language).await();
  }

  /** The same of a session that has just begun. */
  JsonObject show(Person person, Instant expiresAt) {
    return switch (person) {
      case User user -> {
        var credential = credentials.ofUser(user.id()).await();
        yield SessionView.of(user, credential, clock.instant(), expiresAt, sessions.idle());
      }
      case StaffMember member -> {
        var branches = StaffStore.branches(database.client()).await();
        yield SessionView.of(member, branches, expiresAt, sessions.idle());
      }
      case EmployerUser elsewhere -> throw new Failure.Unauthenticated("not-logged-in").exception();
    };
  }
}
