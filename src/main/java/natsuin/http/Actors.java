package natsuin.http;

import io.vertx.ext.web.RoutingContext;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;

/** Who sends a request; the session guard says so, routes ask here. */
public final class Actors {
  private static final String KEY = "natsuin.actor";

  private Actors() {}

  /** The session guard has recognized somebody. */
  public static void recognize(RoutingContext context, Actor actor) {
    context.put(KEY, actor);
  }

  /** Whoever it is; a stranger where nobody is logged in. */
  public static Actor any(RoutingContext context) {
    Actor actor = context.get(KEY);
    return actor == null ? new Actor.Stranger() : actor;
  }

  /** The customer's user who is logged in; fails as {@link Failure.Unauthenticated} otherwise. */
  public static Actor.User user(RoutingContext context) {
    if (any(context) instanceof Actor.User user) {
      return user;
    }
    throw new Failure.Unauthenticated("not-logged-in").exception();
  }

  /** The member of staff who is logged in; fails as {@link Failure.Unauthenticated} otherwise. */
  public static Actor.Staff staff(RoutingContext context) {
    if (any(context) instanceof Actor.Staff staff) {
      return staff;
    }
    throw new Failure.Unauthenticated("not-logged-in").exception();
  }

  /**
   * The employer's user who is logged in by mutual TLS; fails as {@link Failure.Unauthenticated}
   * otherwise.
   */
  public static Actor.Employer employer(RoutingContext context) {
    if (any(context) instanceof Actor.Employer employer) {
      return employer;
    }
    throw new Failure.Unauthenticated("not-logged-in").exception();
  }

  /** Who is getting a client certificate; fails as {@link Failure.Unauthenticated} otherwise. */
  public static Actor.Candidate candidate(RoutingContext context) {
    if (any(context) instanceof Actor.Candidate candidate) {
      return candidate;
    }
    throw new Failure.Unauthenticated("not-logged-in").exception();
  }
}
