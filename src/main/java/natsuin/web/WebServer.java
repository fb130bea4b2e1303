package natsuin.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.Router;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import natsuin.http.HttpConfiguration;
import natsuin.http.Upgrades;

/**
 * One pair of listeners, plain and TLS, among several of this node; virtual threads, so that use
 * cases may wait.
 */
public final class WebServer extends VerticleBase {
  /** Longer than live pages wait between two pings. */
  private static final int IDLE_SECONDS = 120;

  private static final int LARGEST_HEADER = 16 << 10;
  private static final int MOST_STREAMS = 100;
  private static final int HANDSHAKE_SECONDS = 10;

  private final HttpConfiguration configuration;
  private final RouteTable routes;
  private final KeyCertOptions certificate;
  private final List<X509Certificate> clientAuthorities;
  private final BooleanSupplier leaving;
  private final List<HttpServer> servers = new ArrayList<>();

  /**
   * Listeners for these routes.
   *
   * @param certificate what the TLS one shows
   * @param clientAuthorities whose certificates it asks browsers for, and gets along without
   * @param leaving whether the node stops: each answer is the last of its connection then, so that
   *     no request meets the end of one
   */
  public WebServer(
      HttpConfiguration configuration,
      RouteTable routes,
      KeyCertOptions certificate,
      List<X509Certificate> clientAuthorities,
      BooleanSupplier leaving) {
    this.configuration = configuration;
    this.routes = routes;
    this.certificate = certificate;
    this.clientAuthorities = List.copyOf(clientAuthorities);
    this.leaving = leaving;
  }

  @Override
  public Future<?> start() {
    var plain = options().setPort(configuration.port());
    var tls =
        options()
            .setPort(configuration.httpsPort())
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(certificate)
            .setClientAuth(ClientAuth.REQUEST)
            .setTrustOptions(TrustOptions.wrap(new AnyClientCertificate(clientAuthorities)))
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"));
    return Future.all(listen(plain), listen(tls));
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(configuration.host())
        .setIdleTimeout(IDLE_SECONDS)
        .setHandle100ContinueAutomatically(true)
        // A frame goes to thousands of sockets as it was encoded once; deflating is per socket.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxHeaderSize(LARGEST_HEADER)
        .setInitialSettings(
            new Http2Settings()
                .setMaxHeaderListSize(LARGEST_HEADER)
                .setMaxConcurrentStreams(MOST_STREAMS));
  }

  private Future<HttpServer> listen(HttpServerOptions options) {
    Router router = routes.router(vertx);
    var server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> {
                  if (leaving.getAsBoolean() && request.version() != HttpVersion.HTTP_2) {
                    request.response().putHeader("Connection", "close");
                  }
                  router.handle(Upgrades.noted(request));
                });
    servers.add(server);
    return server.listen();
  }

  @Override
  public Future<?> stop() {
    return Future.join(servers.stream().map(HttpServer::shutdown).toList());
  }
}
