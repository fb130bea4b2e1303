package natsuin.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That none is missing or unknown in the shipped file, the reader says itself at every start. */
class ConfigurationKeysTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("natsuin");

  @Test
  @DisplayName("OPS-7: every key does something: some part of the program reads it")
  void noKeyIsDead() {
    var records = new LinkedHashSet<Class<?>>();
    collect(Configuration.class, records);
    assertThat(records).hasSizeGreaterThan(30);
    var dead =
        records.stream()
            .flatMap(
                type ->
                    Arrays.stream(type.getRecordComponents())
                        .filter(component -> !isRead(PROGRAM.get(type), component.getName()))
                        .map(component -> type.getSimpleName() + "." + component.getName()))
            .toList();
    assertThat(dead).isEmpty();
  }

  /** The records of all sections, inner ones too. */
  private static void collect(Class<?> type, Set<Class<?>> into) {
    if (type.isRecord() && type.getName().startsWith("natsuin.") && into.add(type)) {
      Arrays.stream(type.getRecordComponents())
          .map(RecordComponent::getGenericType)
          .flatMap(ConfigurationKeysTest::parts)
          .forEach(part -> collect(part, into));
    }
  }

  private static Stream<Class<?>> parts(Type type) {
    return switch (type) {
      case Class<?> plain -> Stream.of(plain);
      case ParameterizedType of ->
          Arrays.stream(of.getActualTypeArguments()).flatMap(ConfigurationKeysTest::parts);
      default -> Stream.empty();
    };
  }

  /** By its accessor, or within the record; a copy of the record reads nothing. */
  private static boolean isRead(JavaClass type, String name) {
    var accessor = type.getMethod(name);
    Stream<? extends JavaAccess<?>> within =
        type.getField(name).getAccessesToSelf().stream()
            .filter(access -> !access.getOrigin().equals(accessor));
    Stream<? extends JavaAccess<?>> without =
        Stream.concat(accessor.getCallsOfSelf().stream(), accessor.getReferencesToSelf().stream());
    return Stream.concat(within, without).anyMatch(access -> !isCopy(access, type));
  }

  private static boolean isCopy(JavaAccess<?> access, JavaClass type) {
    var origin = access.getOrigin();
    return origin.getOwner().equals(type)
        && (origin.isConstructor() || origin.getRawReturnType().equals(type));
  }
}
