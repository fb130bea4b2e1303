package natsuin.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import natsuin.kernel.Allowed;
import natsuin.kernel.Secret;
import org.jspecify.annotations.Nullable;

/** Makes records of a tree of keys, collecting every fault with its path and what is allowed. */
final class RecordBinder {
  private final List<String> faults;

  RecordBinder(List<String> faults) {
    this.faults = faults;
  }

  /** The record, or nothing where this or a part of it is at fault. */
  <T> Optional<T> bind(String path, JsonNode node, Class<T> type) {
    if (!(node instanceof ObjectNode section)) {
      faults.add(path + ": must be a section with keys of its own");
      return Optional.empty();
    }
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknown(path, section, components);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(path, section, components[i]).orElse(null);
    }
    return Arrays.asList(values).contains(null) ? Optional.empty() : create(path, type, values);
  }

  private void refuseUnknown(String path, ObjectNode section, RecordComponent[] components) {
    var known = new HashSet<String>();
    for (var component : components) {
      known.add(key(component));
    }
    section
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                faults.add(join(path, name) + ": unknown key");
              }
            });
  }

  private Optional<?> component(String path, ObjectNode section, RecordComponent component) {
    String here = join(path, key(component));
    JsonNode node = section.get(key(component));
    if (node == null || node.isNull()) {
      faults.add(here + ": missing");
      return Optional.empty();
    }
    if (component.getType().isRecord() && !ValueParser.knows(component.getType())) {
      return bind(here, node, component.getType());
    }
    if (component.getType() == Map.class) {
      return named(here, node, component);
    }
    Allowed allowed = component.getAnnotation(Allowed.class);
    return component.getType() == List.class
        ? list(here, node, component, allowed)
        : value(here, node, component.getType(), allowed);
  }

  /** Sections under names that the operator chooses. */
  private Optional<?> named(String path, JsonNode node, RecordComponent component) {
    var type =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[1];
    if (!(node instanceof ObjectNode sections) || sections.isEmpty()) {
      faults.add(path + ": must be a section of sections with names");
      return Optional.empty();
    }
    var items = new LinkedHashMap<String, Object>();
    sections
        .properties()
        .forEach(
            entry ->
                bind(join(path, entry.getKey()), entry.getValue(), type)
                    .ifPresent(item -> items.put(entry.getKey(), item)));
    return items.size() == sections.size() ? Optional.of(items) : Optional.empty();
  }

  private Optional<?> list(
      String path, JsonNode node, RecordComponent component, @Nullable Allowed allowed) {
    var type =
        (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    var items = new ArrayList<Object>();
    Iterable<JsonNode> nodes = node.isTextual() ? ValueParser.split(node) : node;
    int number = 0;
    int before = faults.size();
    for (JsonNode item : nodes) {
      String here = path + "[" + number++ + "]";
      (type.isRecord() && !ValueParser.knows(type)
              ? bind(here, item, type)
              : value(here, item, type, null))
          .ifPresent(items::add);
    }
    if (items.isEmpty() && before == faults.size() && (allowed == null || !allowed.empty())) {
      faults.add(path + ": must have at least one entry");
    }
    return before == faults.size() ? Optional.of(List.copyOf(items)) : Optional.empty();
  }

  private Optional<Object> value(
      String path, JsonNode node, Class<?> type, @Nullable Allowed allowed) {
    if (node.isContainerNode()) {
      faults.add(path + ": must be a single value");
      return Optional.empty();
    }
    try {
      return Optional.of(ValueParser.parse(node.asText(), type, allowed));
    } catch (IllegalArgumentException e) {
      String shown = type == Secret.class ? "" : ", and is '" + node.asText() + "'";
      faults.add(path + ": must be " + e.getMessage() + shown);
      return Optional.empty();
    }
  }

  private <T> Optional<T> create(String path, Class<T> type, @Nullable Object[] values) {
    try {
      var constructor = type.getDeclaredConstructors()[0];
      return Optional.of(type.cast(constructor.newInstance(values)));
    } catch (InvocationTargetException e) {
      Throwable refusal = Objects.requireNonNull(e.getCause());
      faults.add((path.isEmpty() ? "" : path + ": ") + refusal.getMessage());
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code poolSize} is written {@code pool-size}. */
  private static String key(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Which known key was probably meant. */
  static String suggestion(String unknown, ObjectNode section) {
    var known = new ArrayList<String>();
    section.fieldNames().forEachRemaining(known::add);
    return " (known here: " + String.join(", ", known) + ")";
  }
}
