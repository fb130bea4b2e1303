package natsuin.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import natsuin.kernel.Failure;
import natsuin.kernel.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong inside becomes what the outside is told. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final Duration SHORTLY = Duration.ofSeconds(2);

  private Problems() {}

  /**
   * Ends a request that failed, with a problem document.
   *
   * @param known makes an expected failure of a fault of the ground (a server that is away)
   */
  public static void answer(RoutingContext context, UnaryOperator<Throwable> known) {
    HttpServerResponse response = context.response();
    if (response.ended() || context.request().connection() == null) {
      return;
    }
    if (response.headWritten()) {
      response.reset();
      return;
    }
    write(context, translate(context, known));
  }

  /** The problem document of a failure, for answers that have begun already. */
  public static JsonObject document(Failure failure, Language language) {
    return Problem.of(failure, language).document();
  }

  private static Problem translate(RoutingContext context, UnaryOperator<Throwable> known) {
    Language language = Language.of(context);
    Throwable failure = unwrap(context.failure());
    if (failure != null) {
      failure = known.apply(failure);
    }
    if (failure instanceof FailureException expected) {
      return Problem.of(expected.failure(), language);
    }
    if (failure instanceof RejectedExecutionException) {
      return Problem.of(new Failure.Busy(SHORTLY), language);
    }
    int status =
        failure instanceof HttpException refused ? refused.getStatusCode() : context.statusCode();
    if (status >= 500 || status < 400) {
      LOG.error("Request {} failed", RequestId.of(context), failure);
    }
    return Problem.of(status < 400 ? 500 : status, language);
  }

  private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
    if (failure instanceof CompletionException || failure instanceof ExecutionException) {
      Throwable cause = failure.getCause();
      return cause == null ? failure : unwrap(cause);
    }
    return failure;
  }

  private static void write(RoutingContext context, Problem problem) {
    var response = context.response().setStatusCode(problem.status());
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    response
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Content-Language", Language.of(context).tag())
        .putHeader("Cache-Control", "no-store")
        .end(problem.document().put("requestId", RequestId.of(context)).toBuffer());
  }
}
