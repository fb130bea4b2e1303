package natsuin.otp;

import natsuin.redis.Script;

/** Each question to Redis is one script, so that nobody wins by asking twice at once. */
final class OtpScripts {
  /**
   * KEYS: code, sends of the user, sends of the address. ARGV: now, hash, expiry, tries, sends, ms
   * within. Answers 0, or how many ms to wait. The lists of sends hold times, newest first.
   */
  static final Script ISSUE =
      Script.of(
          """
          local now, sends, within = tonumber(ARGV[1]), tonumber(ARGV[5]), tonumber(ARGV[6])
          local wait = 0
          for i = 2, 3 do
            local oldest = redis.call('LINDEX', KEYS[i], sends - 1)
            if oldest then
              wait = math.max(wait, tonumber(oldest) + within - now)
            end
          end
          if wait > 0 then
            return wait
          end
          for i = 2, 3 do
            redis.call('LPUSH', KEYS[i], now)
            redis.call('LTRIM', KEYS[i], 0, sends - 1)
            redis.call('PEXPIRE', KEYS[i], within)
          end
          redis.call('DEL', KEYS[1])
          redis.call('HSET', KEYS[1], 'hash', ARGV[2], 'expires', ARGV[3], 'left', ARGV[4])
          redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]) - now)
          return 0
          """);

  /** KEYS as above. ARGV: now, hash of what was entered. */
  static final Script VERIFY =
      Script.of(
          """
          local code = redis.call('HMGET', KEYS[1], 'hash', 'expires', 'left')
          if not code[1] or tonumber(code[2]) <= tonumber(ARGV[1]) then
            return {'expired', 0}
          end
          if tonumber(code[3]) <= 0 then
            return {'void', 0}
          end
          if code[1] == ARGV[2] then
            redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
            return {'accepted', 0}
          end
          local left = redis.call('HINCRBY', KEYS[1], 'left', -1)
          if left <= 0 then
            return {'void', 0}
          end
          return {'wrong', left}
          """);

  private OtpScripts() {}
}
