package natsuin.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import natsuin.boot.Node;
import org.jspecify.annotations.Nullable;

/** A TLS client that shows a client certificate, or none, and believes every server. */
public final class TlsClient {
  private final HttpClient http;
  private final SSLContext context;

  private TlsClient(SSLContext context) {
    this.context = context;
    this.http =
        HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
  }

  /** Without a certificate. */
  public static TlsClient anonymous() {
    return new TlsClient(context(new KeyManager[0]));
  }

  /** With the key and certificate of a PKCS#12 file. */
  public static TlsClient with(byte[] p12, String password) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(p12), password.toCharArray());
      var keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, password.toCharArray());
      return new TlsClient(context(keys.getKeyManagers()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For clients of other makes: no certificate, and every server believed. */
  public static SSLContext believing() {
    return context(new KeyManager[0]);
  }

  /** Where that node answers by TLS. */
  public static URI url(Node node, String path) {
    return URI.create("https://localhost:" + node.configuration().http().httpsPort() + path);
  }

  /** A bare connection to that node, the handshake done. */
  public Socket connect(Node node) throws IOException {
    var socket =
        (javax.net.ssl.SSLSocket)
            context
                .getSocketFactory()
                .createSocket("localhost", node.configuration().http().httpsPort());
    socket.startHandshake();
    return socket;
  }

  /** A WebSocket of an employer's session at that node, its frames as text. */
  public WebSocket socket(Node node, String path, String cookie, Consumer<String> frames) {
    var url = url(node, path);
    var listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence text, boolean last) {
            frames.accept(text.toString());
            return WebSocket.Listener.super.onText(socket, text, last);
          }
        };
    return http.newWebSocketBuilder()
        .header("Cookie", "natsuin_employer=" + cookie)
        .header("Origin", "https://" + url.getAuthority())
        .buildAsync(URI.create("wss://" + url.getAuthority() + path), listener)
        .join();
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, TlsClient::body);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
    Optional<String> type = info.headers().firstValue("Content-Type");
    boolean file = type.filter("application/x-pkcs12"::equals).isPresent();
    return HttpResponse.BodySubscribers.ofString(
        file ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static SSLContext context(KeyManager[] keys) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {new Trusting()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
