package natsuin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import natsuin.audit.Audit;
import natsuin.bus.Announcements;
import natsuin.kernel.Actor;
import natsuin.pg.Database;
import natsuin.requests.CertificateRequests;
import natsuin.requests.Identification;
import natsuin.requests.RequestReason;
import natsuin.requests.RequestState;

/** One who has a certificate, and gets another in its place. */
final class Applicant {
  private static final DemoPeople.Customer WHO = DemoPeople.MANAGER;
  private static final Actor BRANCH = new Actor.Service("test");
  private static final String REQUEST = "/api/certificate-request";

  private final Caller caller;
  private final Database database;

  /** Logged in; the branch has approved. */
  Applicant(URI base, Database database) {
    this.caller = new Caller(base);
    this.database = database;
    var login = new JsonObject().put("login", WHO.email()).put("password", WHO.password());
    assertThat(caller.send("POST", "/api/session", login).status()).isEqualTo(200);
    var requests =
        new CertificateRequests(
            new Audit(Clock.systemUTC()), new Announcements(), Clock.systemUTC());
    database
        .tx(
            tx ->
                requests
                    .open(
                        tx,
                        BRANCH,
                        WHO.id(),
                        RequestReason.VALIDITY_EXTENDED,
                        Identification.FACE_TO_FACE)
                    .compose(
                        request -> requests.move(tx, BRANCH, request, RequestState.PIN_DUE, null)))
        .await();
  }

  UUID id() {
    return WHO.id();
  }

  void registersPin() {
    var answer = caller.send("PUT", REQUEST + "/pin", new JsonObject().put("pin", "Fresh1Pin"));
    assertThat(answer.status()).as(answer.json().encode()).isEqualTo(200);
  }

  /** 「発行」. */
  void presses() {
    assertThat(caller.send("POST", REQUEST + "/issuance", new JsonObject()).status())
        .isEqualTo(202);
  }

  boolean hasCertificate() {
    var answer = caller.get(REQUEST + "/issuance");
    return answer.status() == 200
        && !answer.json().containsKey("request")
        && answer.json().containsKey("credential");
  }

  /** Those that are on record as good, or as about to be. */
  long validCertificates() {
    return database
        .client()
        .preparedQuery(
            """
            select count(*) from certificate
            where user_id = $1 and profile = 'signing' and state <> 'revoked'
            """)
        .execute(Tuple.of(WHO.id()))
        .await()
        .iterator()
        .next()
        .getLong(0);
  }
}
