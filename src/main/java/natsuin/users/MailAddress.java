package natsuin.users;

/** Mail addresses as screens show them. */
public final class MailAddress {
  private MailAddress() {}

  /** {@code t***@example.jp}: enough for the owner to recognize, not for others to use. */
  public static String masked(String address) {
    int at = address.lastIndexOf('@');
    return at < 1 ? "***" : address.substring(0, 1) + "***" + address.substring(at);
  }
}
