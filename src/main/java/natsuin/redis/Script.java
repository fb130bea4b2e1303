package natsuin.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A Lua script that Redis runs as one step; known there by its SHA-1. */
public record Script(String text, String digest) {

  /** A script from its text. */
  public static Script of(String text) {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest(text.getBytes(StandardCharsets.UTF_8));
      return new Script(text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Request request(Command command, String body, List<String> keys, Object... arguments) {
    var all = new ArrayList<Object>();
    all.add(body);
    all.add(keys.size());
    all.addAll(keys);
    all.addAll(List.of(arguments));
    return RedisServer.request(command, all);
  }
}
