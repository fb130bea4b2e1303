package natsuin.employerdesk;

import java.util.Optional;
import java.util.stream.Stream;

/** A column of the file; headings are in Japanese, as the template has them. */
enum Column {
  NUMBER("number", "事業主番号", false),
  NAME("name", "事業主名", true),
  NAME_KANA("nameKana", "事業主名カナ", true),
  NAME_LATIN("nameLatin", "事業主名英字", true),
  POSTAL_CODE("postalCode", "郵便番号", true),
  ADDRESS("address", "住所", true),
  BRANCH("branch", "店番", false);

  private final String field;
  private final String heading;
  private final boolean required;

  Column(String field, String heading, boolean required) {
    this.field = field;
    this.heading = heading;
    this.required = required;
  }

  /** The name in forms and in the API. */
  String field() {
    return field;
  }

  String heading() {
    return heading;
  }

  boolean isRequired() {
    return required;
  }

  /** However the heading is spaced. */
  static Optional<Column> of(String heading) {
    String plain = heading.replaceAll("[\\s\u3000]+", "");
    return Stream.of(values()).filter(column -> column.heading.equals(plain)).findFirst();
  }

  static Optional<Column> ofField(String field) {
    return Stream.of(values()).filter(column -> column.field.equals(field)).findFirst();
  }
}
