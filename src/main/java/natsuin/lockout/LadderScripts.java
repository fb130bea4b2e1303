package natsuin.lockout;

import natsuin.redis.Script;

/** Each question to Redis is one script, so that nobody wins by asking twice at once. */
final class LadderScripts {
  /** A counter that nobody touched for so long after its lock's end is forgotten. */
  static final long KEEP_MILLIS = 24 * 60 * 60 * 1000L;

  /** Whoever read the number of locks before a right try cleared it has asked by then. */
  static final long SETTLED_MILLIS = 60 * 1000L;

  /**
   * KEYS: the counter. ARGV: now, tries allowed, lock in ms, ms to keep, lock that blocks or 0,
   * locks written down, ms until a clearing is known to all. Answers the verdict, tries left, the
   * lock's end, its number, and whether it blocks.
   */
  static final Script RESERVE =
      Script.of(
          """
          local now = tonumber(ARGV[1])
          local blocks_at = tonumber(ARGV[5])
          local known = redis.call('HMGET', KEYS[1], 'until', 'locks', 'blocked', 'cleared')
          local closed = tonumber(known[1] or '0')
          local locks = tonumber(known[2] or '0')
          if known[3] then
            return {'blocked', 0, closed, locks, 1}
          end
          if closed > now then
            return {'locked', 0, closed, locks, 0}
          end
          if closed > 0 then
            redis.call('HDEL', KEYS[1], 'until', 'tries')
          end
          if now - tonumber(known[4] or '0') > tonumber(ARGV[7]) then
            locks = math.max(locks, tonumber(ARGV[6]))
          end
          local tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
          local left = math.max(0, tonumber(ARGV[2]) - tries)
          local ends = now + tonumber(ARGV[3])
          local number, blocks = 0, 0
          if blocks_at > 0 then
            number = locks + 1
            if number >= blocks_at then
              blocks = 1
            end
            if left == 0 then
              locks = number
            end
            redis.call('HSET', KEYS[1], 'locks', locks)
          end
          if left == 0 then
            redis.call('HSET', KEYS[1], 'until', ends)
            if blocks == 1 then
              redis.call('HSET', KEYS[1], 'blocked', 1)
            end
          end
          redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]) + tonumber(ARGV[4]))
          return {'allowed', left, ends, number, blocks}
          """);

  /** KEYS: the counter. ARGV: now, lock that blocks or 0, ms until this is known to all. */
  static final Script FORGET =
      Script.of(
          """
          redis.call('DEL', KEYS[1])
          if tonumber(ARGV[2]) > 0 then
            redis.call('HSET', KEYS[1], 'cleared', ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
          end
          return 1
          """);

  private LadderScripts() {}
}
