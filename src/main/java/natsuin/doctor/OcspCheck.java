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
import natsuin.pki.HierarchyPlan;
import natsuin.pki.KeyStoreFile;
import natsuin.pki.OcspQuery;
import natsuin.pki.OcspQuery.Verdict;
import natsuin.pki.OcspResponder;

/** Asks where relying parties ask what became of the certificates that work every day. */
final class OcspCheck implements Check {
  private static final long PATIENCE_MS = 5000;

  /** Those of {@code authorities.p12} that the issuing authority vouches for by OCSP. */
  private static final List<String> ASKED = List.of("tsa", "seal");

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
  public List<Finding> look() throws IOException {
    var chains = KeyStoreFile.open(authorities, password).chains();
    if (!chains.keySet().containsAll(ASKED)) {
      return List.of(); // which the check of the keys tells
    }
    var found = new ArrayList<Finding>();
    for (String name : ASKED) {
      ask(name, Objects.requireNonNull(chains.get(name))).ifPresent(found::add);
    }
    return found.isEmpty()
        ? List.of(Finding.ok("ocsp.fine", address.toString(), Map.of("n", ASKED.size())))
        : found;
  }

  private Optional<Finding> ask(String name, List<X509Certificate> chain) {
    var query = new OcspQuery(chain.get(0), chain.get(1));
    byte[] answer;
    try {
      answer = post(query.request()).await().getBytes();
    } catch (Exception away) {
      return Optional.of(
          Finding.warning("ocsp.away", address.toString(), Map.of("fault", Faults.told(away))));
    }
    return switch (query.verify(answer, clock.instant())) {
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

  private Future<Buffer> post(byte[] request) {
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
                response.statusCode() == 200
                    ? response.body()
                    : Future.failedFuture("HTTP status " + response.statusCode()));
  }
}
