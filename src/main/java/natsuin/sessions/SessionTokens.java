package natsuin.sessions;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import natsuin.kernel.Portal;

/**
 * Session tokens as JWT (RFC 7519) under HS256; no other algorithm is understood, least of all
 * none.
 */
final class SessionTokens {
  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "natsuin";
  private final JWTAuth jwt;
  private final Duration lifetime;

  /**
   * Tokens under this key.
   *
   * @param key 32 bytes, used for nothing else
   * @param lifetime a token not renewed for so long is worth nothing, whatever the row says
   */
  SessionTokens(Vertx vertx, byte[] key, Duration lifetime) {
    this.lifetime = lifetime;
    // Expiry is checked below, by the clock that was given.
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .setJWTOptions(
                    new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setIssuer(ISSUER)
                        .setIgnoreExpiration(true))
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(Buffer.buffer(key))));
  }

  String write(SessionToken token) {
    return jwt.generateToken(
        new JsonObject()
            .put("iss", ISSUER)
            .put("aud", token.portal().code())
            .put("jti", token.session().toString())
            .put("sub", token.subject().toString())
            .put("iat", token.issuedAt().getEpochSecond())
            .put("exp", token.issuedAt().plus(lifetime).getEpochSecond()),
        new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true));
  }

  /** The token, if we wrote it for this portal and it has not expired. */
  Future<Optional<SessionToken>> read(Portal portal, String text, Instant now) {
    if (text.length() > 2000) {
      return Future.succeededFuture(Optional.empty());
    }
    return jwt.authenticate(new TokenCredentials(text))
        .map(user -> parse(user.attributes().getJsonObject("accessToken")))
        .map(token -> token.filter(t -> t.portal() == portal && !expired(t, now)))
        .otherwise(Optional.empty());
  }

  private boolean expired(SessionToken token, Instant now) {
    return !now.isBefore(token.issuedAt().plus(lifetime));
  }

  private static Optional<SessionToken> parse(JsonObject claims) {
    return Optional.of(
        new SessionToken(
            Portal.of(claims.getString("aud")),
            UUID.fromString(claims.getString("jti")),
            UUID.fromString(claims.getString("sub")),
            Instant.ofEpochSecond(claims.getLong("iat"))));
  }
}
