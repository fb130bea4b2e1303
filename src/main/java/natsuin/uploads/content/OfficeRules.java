package natsuin.uploads.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * What an office file must not do, whatever the scanner says of it (DOC-4): run, embed, fetch.
 * Plain links that a reader clicks are left: nobody clicks them here.
 */
final class OfficeRules {
  private static final String MAIN_DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  private static final String MAIN_XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  private static final Pattern MACROS =
      Pattern.compile(
          "macroenabled|vbaproject|vbadata|macrosheet|dialogsheet|keymapcustomizations");
  private static final Pattern OBJECTS =
      Pattern.compile("oleobject|activex|relationships/(control|package)$|afchunk|x-msdownload");
  private static final Pattern FETCHING =
      Pattern.compile(
          "externallink|relationships/(subdocument|frame)$|connections|querytable|webextension");
  private static final Pattern LINK = Pattern.compile("(?i)(https?|mailto):.*");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?i)\\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|QUOTE\\s+\\d)\\b.*",
          Pattern.DOTALL);

  private final FileType type;
  private final Map<String, byte[]> parts;
  private final Deadline deadline;

  /** Content types by the names of parts, in lower case. */
  private final Map<String, String> types = new TreeMap<>();

  OfficeRules(FileType type, OfficeFile file, Deadline deadline) {
    this.type = type;
    this.parts = file.parts();
    this.deadline = deadline;
  }

  /** Throws {@link UnfitException} for the first that is broken. */
  void check() {
    byte[] contentTypes = parts.get("[content_types].xml");
    if (contentTypes == null) {
      throw new UnfitException(Unfit.NOT_WHAT_NAME_SAYS);
    }
    Xml.read(
        contentTypes,
        deadline,
        (name, at) -> {
          String kind = Xml.attribute(at, "ContentType").toLowerCase(Locale.ROOT);
          refuseKind(kind);
          if (name.equals("Override")) {
            String part = Xml.attribute(at, "PartName").toLowerCase(Locale.ROOT);
            types.put(part.startsWith("/") ? part.substring(1) : part, kind);
          }
        });
    String main = type == FileType.DOCX ? MAIN_DOCX : MAIN_XLSX;
    if (ofKind(main).size() != 1) {
      throw new UnfitException(Unfit.NOT_WHAT_NAME_SAYS);
    }
    parts.forEach(this::part);
    if (type == FileType.DOCX) {
      parts.forEach((name, content) -> fields(name, content));
    }
  }

  /** The parts of this content type, in the order of their names. */
  List<String> ofKind(String kind) {
    return types.entrySet().stream()
        .filter(entry -> entry.getValue().equals(kind) && parts.containsKey(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  String main() {
    return ofKind(type == FileType.DOCX ? MAIN_DOCX : MAIN_XLSX).getFirst();
  }

  private static void refuseKind(String kind) {
    if (MACROS.matcher(kind).find()) {
      throw new UnfitException(Unfit.MACROS);
    }
    if (OBJECTS.matcher(kind).find()) {
      throw new UnfitException(Unfit.EMBEDDED_OBJECT);
    }
    if (FETCHING.matcher(kind).find()) {
      throw new UnfitException(Unfit.EXTERNAL_CONTENT);
    }
  }

  private void part(String name, byte[] content) {
    refuseKind(name.endsWith(".bin") && name.contains("vba") ? "vbaproject" : "");
    Magic.of(content)
        .ifPresent(
            magic -> {
              throw new UnfitException(
                  switch (magic) {
                    case OLE2, ELF, PDF -> Unfit.EMBEDDED_OBJECT;
                    default -> Unfit.NESTED_ARCHIVE;
                  });
            });
    if (Arrays.equals(Arrays.copyOf(content, 2), new byte[] {'M', 'Z'})) {
      throw new UnfitException(Unfit.EMBEDDED_OBJECT);
    }
    if (name.endsWith(".rels")) {
      Xml.read(content, deadline, (element, at) -> relationship(at));
    }
  }

  private static void relationship(XMLStreamReader at) {
    String kind = Xml.attribute(at, "Type").toLowerCase(Locale.ROOT);
    refuseKind(kind);
    boolean outside = Xml.attribute(at, "TargetMode").equalsIgnoreCase("External");
    boolean link =
        kind.endsWith("/hyperlink") && LINK.matcher(Xml.attribute(at, "Target")).matches();
    if (outside && !link) {
      throw new UnfitException(Unfit.EXTERNAL_CONTENT);
    }
  }

  /** Fields of a text document may fetch as well; their words may stand in several pieces. */
  private void fields(String name, byte[] content) {
    if (!name.startsWith("word/") || !name.endsWith(".xml")) {
      return;
    }
    var fields = new ArrayList<StringBuilder>();
    fields.add(new StringBuilder());
    Xml.read(
        content,
        deadline,
        new Xml.Reader() {
          private boolean inside;

          @Override
          public void begin(String element, XMLStreamReader at) {
            inside = element.equals("instrText");
            if (element.equals("fldSimple")) {
              fields.add(new StringBuilder(Xml.attribute(at, "instr")));
            } else if (element.equals("fldChar")) {
              fields.add(new StringBuilder());
            }
          }

          @Override
          public void text(String text) {
            if (inside) {
              fields.getLast().append(text);
            }
          }

          @Override
          public void end(String element) {
            inside = false;
          }
        });
    if (fields.stream().anyMatch(field -> FIELD.matcher(field).matches())) {
      throw new UnfitException(Unfit.EXTERNAL_CONTENT);
    }
  }
}
