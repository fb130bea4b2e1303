package natsuin.doctor;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import natsuin.pki.HierarchyPlan;
import natsuin.pki.KeyStoreFile;
import natsuin.pki.OcspQuery;
import natsuin.pki.OcspQuery.Verdict;
import natsuin.pki.OcspResponder;

/** Asks where relying parties ask what became of the certificates that work every day. */
final class OcspCheck implements Check {
  private static final long PATIENCE_MS = 5000;
  private static final String AWAY = "ocsp.away";
  private static final int OK = 200;
  private static final int NOBODY_THERE = 500;

  /** Those of {@code authorities.p12} that the issuing authority vouches for by OCSP. */
  private static final List<String> ASKED = List.of("tsa", "seal");

  private record Answer(int status, Buffer body) {}

  private final HttpClient http;
  private final URI address;
  private final Path authorities;
  private final char[] password;
  private final InstantSource clock;

  OcspCheck(HttpClient http, URI publicBase, Path keys, char[] password, InstantSource clock) {
    this.http = http;
    this.address = publicBase.resolve(HierarchyPlan.OCSP);
    this.authorities = keys.resolve("authorities.p12");
    this.password = password.clone();
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ocsp";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(15);
  }

  @Override
  public List<Finding> look() {
    Map<String, List<X509Certificate>> chains;
    try {
      chains = KeyStoreFile.open(authorities, password).chains();
    } catch (IOException unreadable) {
      chains = Map.of();
    }
    if (!chains.keySet().containsAll(ASKED)) {
      return List.of(Finding.warning("ocsp.unasked", address.toString(), Map.of()));
    }
    var found = new ArrayList<Finding>();
    for (String name : ASKED) {
      var told = ask(name, Objects.requireNonNull(chains.get(name)));
      told.ifPresent(found::add);
      if (told.isPresent() && told.get().code().equals(AWAY)) {
        break; // the others would wait as long for the same
      }
    }
    return found.isEmpty()
        ? List.of(Finding.ok("ocsp.fine", address.toString(), Map.of("n", ASKED.size())))
        : found;
  }

  private Optional<Finding> ask(String name, List<X509Certificate> chain) {
    var query = new OcspQuery(chain.get(0), chain.get(1));
    Answer answer;
    try {
      answer = post(query.request()).await();
    } catch (Exception away) {
      return Optional.of(
          Finding.warning("ocsp.away", address.toString(), Map.of("fault", Faults.told(away))));
    }
    if (answer.status() != OK) {
      return Optional.of(
          Finding.error("ocsp.elsewhere", address.toString(), Map.of("status", answer.status())));
    }
    return switch (query.verify(answer.body().getBytes(), clock.instant())) {
      case Verdict.Told told when told.good() -> Optional.empty();
      case Verdict.Told told ->
          Optional.of(Finding.error("ocsp.revoked", address.toString(), Map.of("name", name)));
      case Verdict.Unusable unusable ->
          Optional.of(
              Finding.error(
                  "ocsp.unusable",
                  address.toString(),
                  Map.of("name", name, "why", unusable.why())));
    };
  }

  /** Where a proxy has no node behind it, nobody is there; any other status is somebody's. */
  private Future<Answer> post(byte[] request) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(address.toString())
            .setTimeout(PATIENCE_MS)
            .putHeader("Content-Type", OcspResponder.REQUEST_TYPE);
    return http.request(options)
        .compose(post -> post.send(Buffer.buffer(request)))
        .compose(
            response ->
                response.statusCode() >= NOBODY_THERE
                    ? Future.<Answer>failedFuture("HTTP status " + response.statusCode())
                    : response.body().map(body -> new Answer(response.statusCode(), body)))
        .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS);
  }
}
