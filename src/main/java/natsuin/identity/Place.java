package natsuin.identity;

/**
 * Where a file belongs in a request.
 *
 * @param position from 1
 */
record Place(Part part, String kind, int position) {
  static Place of(String text) {
    String[] words = text.split("/", 3);
    return new Place(Part.of(words[0]), words[1], Integer.parseInt(words[2]));
  }

  String text() {
    return part.code() + "/" + kind + "/" + position;
  }
}
