package natsuin.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the configuration: the shipped file, the operator's over it, the environment over both, the
 * command line over all.
 */
public final class ConfigurationReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final String PREFIX = "NATSUIN_";

  /** Sections in which the operator names sections of his own. */
  private static final Set<String> NAMES_ARE_FREE = Set.of("policies.");

  private final List<String> faults = new ArrayList<>();
  private final ObjectNode tree;

  private ConfigurationReader(ObjectNode defaults) {
    this.tree = defaults;
  }

  /**
   * The configuration in force.
   *
   * @param file the operator's, if there is one
   * @param environment variables; only those that begin with {@code NATSUIN_} count
   * @param overrides values by dotted key path ({@code http.port}), from the command line
   * @throws ConfigurationFaults naming every fault
   */
  public static Configuration read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> overrides) {
    var reader = new ConfigurationReader(shipped());
    file.ifPresent(reader::overlay);
    environment.forEach(reader::overrideFromEnvironment);
    overrides.forEach((path, value) -> reader.set(List.of(path.split("\\.")), value));
    var configuration =
        new RecordBinder(reader.faults).bind("", reader.tree, Configuration.class).orElse(null);
    if (configuration == null || !reader.faults.isEmpty()) {
      throw new ConfigurationFaults(reader.faults);
    }
    return configuration;
  }

  private static ObjectNode shipped() {
    try (InputStream in = ConfigurationReader.class.getResourceAsStream("/conf/natsuin.yaml")) {
      return (ObjectNode) YAML.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void overlay(Path file) {
    try {
      JsonNode node = YAML.readTree(Files.readAllBytes(file));
      if (node instanceof ObjectNode object) {
        merge("", tree, object);
      } else if (!node.isMissingNode() && !node.isNull()) {
        faults.add(file + ": must be a mapping of keys to values");
      }
    } catch (JsonProcessingException e) {
      faults.add(
          file
              + ": is not YAML: "
              + e.getOriginalMessage()
              + " (line "
              + e.getLocation().getLineNr()
              + ")");
    } catch (NoSuchFileException e) {
      faults.add(file + ": is not there");
    } catch (AccessDeniedException e) {
      faults.add(file + ": may not be read by this user");
    } catch (IOException e) {
      faults.add(file + ": cannot be read");
    }
  }

  private void merge(String path, ObjectNode into, ObjectNode from) {
    from.properties()
        .forEach(
            entry -> {
              String key = path + entry.getKey();
              JsonNode present = into.get(entry.getKey());
              if (present == null && NAMES_ARE_FREE.contains(path)) {
                into.set(entry.getKey(), entry.getValue());
              } else if (present == null) {
                faults.add(key + ": unknown key" + RecordBinder.suggestion(entry.getKey(), into));
              } else if (present instanceof ObjectNode mine) {
                if (entry.getValue() instanceof ObjectNode theirs) {
                  merge(key + ".", mine, theirs);
                } else {
                  faults.add(key + ": must be a section with keys of its own");
                }
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }

  private void overrideFromEnvironment(String name, String value) {
    if (name.startsWith(PREFIX)) {
      find(name.substring(PREFIX.length()), tree, new ArrayList<>())
          .ifPresentOrElse(
              path -> set(path, value), () -> faults.add(name + ": names no key (environment)"));
    }
  }

  private static Optional<List<String>> find(String name, ObjectNode in, List<String> path) {
    for (var entry : in.properties()) {
      String key = entry.getKey().replace('-', '_').toUpperCase(Locale.ROOT);
      var deeper = new ArrayList<>(path);
      deeper.add(entry.getKey());
      if (entry.getValue() instanceof ObjectNode section) {
        if (name.startsWith(key + "_")) {
          var found = find(name.substring(key.length() + 1), section, deeper);
          if (found.isPresent()) {
            return found;
          }
        }
      } else if (name.equals(key)) {
        return Optional.of(deeper);
      }
    }
    return Optional.empty();
  }

  private void set(List<String> path, String value) {
    ObjectNode section = tree;
    for (String key : path.subList(0, path.size() - 1)) {
      section = (ObjectNode) Objects.requireNonNull(section.get(key), key);
    }
    section.set(path.getLast(), TextNode.valueOf(value));
  }
}
