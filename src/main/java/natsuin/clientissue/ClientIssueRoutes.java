package natsuin.clientissue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import natsuin.http.Actors;
import natsuin.http.Disposition;
import natsuin.http.Requests;
import natsuin.http.Routes;
import natsuin.http.SessionCookies;
import natsuin.kernel.Actor;
import natsuin.kernel.Failure;
import natsuin.kernel.Portal;
import natsuin.pki.ClientKeyAlgorithm;
import natsuin.users.MailAddress;

/** {@code /api/employer/issuance}: from user ID and password to the file, once. */
final class ClientIssueRoutes implements Routes {
  private static final String PATH = "/api/employer/issuance";
  private static final String ATTEMPT = "natsuin_issuance_attempt";
  private static final String KEPT = "natsuin_issuance_kept";
  private static final long WRITTEN_WITHIN_SECONDS = 60;

  private final ClientIssueTools tools;
  private final Authenticate authenticate;
  private final EnterCode enterCode;
  private final RunIssue run;
  private final HandOver handOver;
  private final MendIssues mend;
  private final Leave leave;
  private final IssueView view;

  ClientIssueRoutes(ClientIssueTools tools, ClientIssue.Cases cases) {
    this.tools = tools;
    this.authenticate = cases.authenticate();
    this.enterCode = cases.enterCode();
    this.run = cases.run();
    this.handOver = cases.handOver();
    this.mend = cases.mend();
    this.leave = cases.leave();
    this.view = cases.view();
  }

  @Override
  public void mount(Router router) {
    var body = Requests.body(tools.bodyLimit());
    router.post(PATH).handler(body).handler(this::authenticate);
    router.put(PATH + "/password").handler(body).handler(this::choose);
    router.post(PATH + "/code").handler(body).handler(this::code);
    router.get(PATH).handler(context -> context.json(view.of(Actors.candidate(context)).await()));
    router.delete(PATH).handler(this::leave);
    router.post(PATH + "/certificate").handler(body).handler(this::file);
    router.post(PATH + "/certificate-request").handler(body).handler(this::certificate);
    router.post(PATH + "/receipt").handler(body).handler(this::receipt);
  }

  private void authenticate(RoutingContext context) {
    JsonObject body = Requests.json(context);
    var done =
        authenticate.authenticate(Requests.text(body, "userId"), Requests.text(body, "password"));
    switch (done) {
      case Authenticated.Code code -> sent(context, code);
      case Authenticated.NewPassword initial -> {
        write(context, KEPT, initial.kept());
        context.json(new JsonObject().put("next", "new-password"));
      }
    }
  }

  private void choose(RoutingContext context) {
    String chosen = Requests.text(Requests.json(context), "new");
    sent(context, authenticate.choose(cookie(context, KEPT), chosen));
  }

  private static void sent(RoutingContext context, Authenticated.Code code) {
    write(context, ATTEMPT, code.sent().attempt());
    write(context, KEPT, code.kept());
    context.response().setStatusCode(202);
    context.json(
        new JsonObject()
            .put("next", "code")
            .put("sentTo", MailAddress.masked(code.sent().address()))
            .put("expiresAt", code.sent().expiresAt().toString()));
  }

  private void code(RoutingContext context) {
    String entered = Requests.text(Requests.json(context), "code");
    Optional<UUID> before =
        Actors.any(context) instanceof Actor.Candidate candidate
            ? Optional.of(candidate.session())
            : Optional.empty();
    var opened = enterCode.enter(cookie(context, ATTEMPT), cookie(context, KEPT), entered, before);
    SessionCookies.remove(context, ATTEMPT, PATH);
    switch (opened) {
      case EnterCode.Opened.Issue issue -> {
        SessionCookies.write(context, Portal.ISSUANCE, issue.session().token());
        context.json(
            new JsonObject()
                .put("next", "issue")
                .put("expiresAt", issue.session().expiresAt().toString()));
      }
      case EnterCode.Opened.PasswordOnly only -> {
        SessionCookies.remove(context, KEPT, PATH);
        context.json(new JsonObject().put("next", "login"));
      }
    }
  }

  private void file(RoutingContext context) {
    Actor.Candidate who = Actors.candidate(context);
    JsonObject body = Requests.json(context);
    FileKind kind =
        FileKind.file(Requests.text(body, "format")).orElseThrow(() -> invalid("format"));
    ClientKeyAlgorithm algorithm = algorithm(Requests.text(body, "algorithm"));
    Ready ready = run.file(who, cookie(context, KEPT), kind, algorithm);
    context
        .response()
        .putHeader("Content-Type", "application/x-pkcs12")
        .putHeader("Content-Disposition", Disposition.of(true, ready.fileName()))
        .putHeader("Natsuin-Serial", ready.serial())
        .putHeader("Natsuin-Last-Day", ready.lastDay().toString());
    hand(context, who, ready, Buffer.buffer(ready.bytes()));
  }

  private static ClientKeyAlgorithm algorithm(String name) {
    return Stream.of(ClientKeyAlgorithm.EC_P256, ClientKeyAlgorithm.RSA_2048)
        .filter(known -> code(known).equals(name))
        .findFirst()
        .orElseThrow(() -> invalid("algorithm"));
  }

  private static String code(ClientKeyAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static RuntimeException invalid(String field) {
    return new Failure.Invalid(new Failure.FieldError(field, "required")).exception();
  }

  private void certificate(RoutingContext context) {
    Actor.Candidate who = Actors.candidate(context);
    String csr = Requests.text(Requests.json(context), "csr");
    Ready ready = run.certificate(who, cookie(context, KEPT), csr);
    var answer =
        new JsonObject()
            .put("chain", new String(ready.bytes(), StandardCharsets.US_ASCII))
            .put("fileName", ready.fileName())
            .put("serial", ready.serial())
            .put("lastDay", ready.lastDay().toString());
    context.response().putHeader("Content-Type", "application/json");
    hand(context, who, ready, answer.toBuffer());
  }

  /**
   * Writes it out, once. A line that broke before is as good as no answer: the certificate ends by
   * itself, and the user may issue again.
   */
  private void hand(RoutingContext context, Actor.Candidate who, Ready ready, Buffer bytes) {
    HttpServerResponse response = context.response();
    SessionCookies.remove(context, KEPT, PATH);
    response.putHeader("Cache-Control", "no-store");
    if (response.closed()) {
      mend.giveUp(ready.issue(), "line-broke");
      return;
    }
    Future<Void> written = response.end(bytes).timeout(WRITTEN_WITHIN_SECONDS, TimeUnit.SECONDS);
    try {
      written.await();
    } catch (Exception broken) {
      mend.giveUp(ready.issue(), "line-broke");
      context.request().connection().close();
      return;
    } finally {
      Arrays.fill(ready.bytes(), (byte) 0);
    }
    context.request().connection().exceptionHandler(broken -> handOver.cut(ready));
    handOver.written(who, ready);
  }

  private void receipt(RoutingContext context) {
    Actor.Candidate who = Actors.candidate(context);
    handOver.confirm(who, digest(Requests.text(Requests.json(context), "sha256")));
    context.response().setStatusCode(204).end();
  }

  private static byte[] digest(String hex) {
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException notHex) {
      throw new Failure.Refused("receipt-wrong").exception();
    }
  }

  private void leave(RoutingContext context) {
    leave.leave(Actors.any(context), cookie(context, KEPT));
    SessionCookies.remove(context, ATTEMPT, PATH);
    SessionCookies.remove(context, KEPT, PATH);
    SessionCookies.remove(context, Portal.ISSUANCE);
    context.response().setStatusCode(204).end();
  }

  private static Optional<String> cookie(RoutingContext context, String name) {
    return SessionCookies.read(context, name);
  }

  private static void write(RoutingContext context, String name, String value) {
    SessionCookies.write(context, name, PATH, value);
  }
}
