package natsuin.kernel;

/** Mail addresses as screens show them. */
public final class MailAddresses {
  private MailAddresses() {}

  /** Enough for its owner to recognize: {@code ha***@example.jp}. */
  public static String masked(String address) {
    int at = address.lastIndexOf('@');
    int shown = Math.min(2, Math.max(0, at - 1));
    return address.substring(0, shown) + "***" + (at < 0 ? "" : address.substring(at));
  }
}
