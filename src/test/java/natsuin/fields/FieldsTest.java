package natsuin.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import natsuin.kernel.Failure.FieldError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table of what every field takes and refuses; browsers run the same one. */
@DisplayName("APP-2, APP-3, LOGIN-2, CERT-1: fields by the table")
class FieldsTest {

  @TestFactory
  @DisplayName("one value each")
  Stream<DynamicTest> values() {
    return FieldTable.rows().map(row -> DynamicTest.dynamicTest(row.toString(), () -> check(row)));
  }

  private static void check(FieldTable.Row row) {
    Taken taken = Forms.load().form(row.form()).take(row.input(), FieldTable.today());
    Object outcome =
        taken.errors().stream()
            .filter(error -> error.field().equals(row.field()))
            .map(FieldError::code)
            .findFirst()
            .<Object>map(code -> "refused: " + code)
            .orElseGet(() -> taken.values().getValue(row.field()));
    assertThat(outcome).isEqualTo(row.expected());
  }
}
