package natsuin.employerdesk;

/** What makes two employers one: name and address, without spaces. */
record Twin(String name, String address) {
  static Twin of(String name, String address) {
    return new Twin(plain(name), plain(address));
  }

  private static String plain(String text) {
    return text.replaceAll("[ \u3000]", "");
  }
}
