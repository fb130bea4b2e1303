package natsuin.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The templates of all mails: those that are shipped, and in their place those of the operator's
 * directory. Read once, at start; a fault in one of them is told then, not when a mail is needed.
 */
public final class MailTemplates {
  /** The languages that mails are written in. */
  static final List<String> LANGUAGES = List.of("ja", "en");

  private final Map<String, String> texts = new HashMap<>();

  private MailTemplates() {
    for (String language : LANGUAGES) {
      for (MailTemplate template : MailTemplate.values()) {
        texts.put(file(language, template), shipped(language, template));
      }
    }
  }

  /** Those that are shipped. */
  public static MailTemplates shipped() {
    return new MailTemplates();
  }

  /**
   * Those that are shipped, and the operator's over them.
   *
   * @throws IllegalArgumentException naming every fault of the directory's files
   * @throws IOException if the directory cannot be read
   */
  public static MailTemplates with(MailConfiguration configuration) throws IOException {
    var templates = new MailTemplates();
    if (!configuration.templates().isEmpty()) {
      templates.read(Path.of(configuration.templates()));
    }
    return templates;
  }

  String text(String language, MailTemplate template) {
    return Objects.requireNonNull(texts.get(file(language, template)));
  }

  private void read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException("mail.templates: " + directory + " is no directory");
    }
    var faults = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(directory, 2)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        read(directory.relativize(file).toString().replace('\\', '/'), file, faults);
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          faults.stream()
              .map(fault -> "mail.templates: " + fault)
              .collect(Collectors.joining("\n")));
    }
  }

  private void read(String name, Path file, List<String> faults) throws IOException {
    String like = texts.get(name);
    if (like == null) {
      faults.add(name + ": there is no such mail" + suggestion());
      return;
    }
    String text;
    try {
      text = Files.readString(file).replace("\r\n", "\n");
    } catch (CharacterCodingException e) {
      faults.add(name + ": must be UTF-8");
      return;
    }
    for (String fault : TemplateCheck.faults(text, like)) {
      faults.add(name + ": " + fault);
    }
    texts.put(name, text);
  }

  private static String suggestion() {
    return " (ja/NAME.txt or en/NAME.txt, NAME one of "
        + Arrays.stream(MailTemplate.values())
            .map(MailTemplate::code)
            .collect(Collectors.joining(", "))
        + ")";
  }

  private static String file(String language, MailTemplate template) {
    return language + "/" + template.code() + ".txt";
  }

  private static String shipped(String language, MailTemplate template) {
    String name = "/mail/" + file(language, template);
    try (InputStream in = MailTemplates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
