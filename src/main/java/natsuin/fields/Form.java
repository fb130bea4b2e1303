package natsuin.fields;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import natsuin.kernel.Failure.FieldError;

/** A form: its fields in order. */
public final class Form {
  private final List<Field> fields;

  Form(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** The names of its fields, in the order of the screen. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /**
   * Makes what was given plain and checks it. Members that are no fields are not looked at.
   *
   * @param today the day in Asia/Tokyo, for ages and days to come
   */
  public Taken take(JsonObject input, LocalDate today) {
    var values = new JsonObject();
    var errors = new ArrayList<FieldError>();
    for (Field field : fields) {
      if (!field.asked(values) || (field.screen() && !input.containsKey(field.name()))) {
        continue;
      }
      if (field.same().isPresent()) {
        repeat(field, field.same().get(), input, errors);
      } else {
        take(field, input, values, errors, today);
      }
    }
    return new Taken(values, List.copyOf(errors));
  }

  private static void take(
      Field field, JsonObject input, JsonObject values, List<FieldError> errors, LocalDate today) {
    switch (field.read(input.getValue(field.name()), today)) {
      case Read.Plain plain -> values.put(field.name(), plain.value());
      case Read.Wrong wrong -> errors.add(field.error(wrong));
      case Read.Missing missing when field.type().kind() == Type.Kind.FLAG ->
          values.put(field.name(), false);
      case Read.Missing missing when field.required() -> errors.add(field.missing());
      case Read.Missing missing -> {}
    }
  }

  /** The second of two is only compared: what is wrong with both is told at the first. */
  private static void repeat(Field field, String first, JsonObject input, List<FieldError> errors) {
    Object again = field.type().plain(input.getValue(field.name()));
    Object once = field.type().plain(input.getValue(first));
    if (again.equals("")) {
      errors.add(field.missing());
    } else if (!once.equals("") && !again.equals(once)) {
      errors.add(new FieldError(field.name(), "differs"));
    }
  }
}
