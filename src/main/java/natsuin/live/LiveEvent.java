package natsuin.live;

/**
 * Something in a topic changed. It names the thing and carries nothing of it: bus and Redis hold no
 * personal data, and whoever looks later sees the newest state.
 *
 * @param topic the topic's key
 * @param epoch of the sequence; another one after Redis lost its memory
 * @param seq counts up by one in the whole cluster; 0 where no number could be had
 * @param subject what changed
 */
public record LiveEvent(String topic, String epoch, long seq, String subject) {
  /** An event that got no number, because Redis is away: watchers get a snapshot instead. */
  static LiveEvent unnumbered(String topic, String subject) {
    return new LiveEvent(topic, "", 0, subject);
  }
}
