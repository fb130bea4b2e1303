package natsuin.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import natsuin.pdf.PdfObject.Dict;
import natsuin.pdf.PdfObject.Name;
import natsuin.pdf.PdfObject.Str;

/** What a single dictionary gives away: actions, media, embedded files, content from elsewhere. */
final class ActiveContentRules {
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto", "tel");
  private static final Set<String> KNOWN_ACTIONS =
      Set.of(
          "GoTo",
          "URI",
          "Named",
          "JavaScript",
          "Launch",
          "SubmitForm",
          "ImportData",
          "ResetForm",
          "GoToR",
          "GoToE",
          "GoToDp",
          "Thread",
          "Hide",
          "SetOCGState",
          "Rendition",
          "Sound",
          "Movie",
          "GoTo3DView",
          "RichMediaExecute");
  private static final Set<String> PAGE_MOVES =
      Set.of("NextPage", "PrevPage", "FirstPage", "LastPage");
  private static final Set<String> MEDIA_ANNOTATIONS =
      Set.of("Movie", "Sound", "Screen", "3D", "RichMedia");
  private static final int NO_VIEW = 32;
  private static final int TOGGLE_NO_VIEW = 256;
  private static final int PRINT = 4;
  private final PdfFile file;
  private final Findings findings;

  ActiveContentRules(PdfFile file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  void check(int object, Dict dict, boolean ofStream) {
    checkKeys(object, dict, ofStream);
    if (dict.has("S")) {
      checkAction(object, dict);
    }
    checkTrigger(object, dict, "OpenAction");
    if (dict.has("Subtype") || dict.has("Title")) {
      checkTrigger(object, dict, "A");
    }
    if (dict.has("Subtype")) {
      checkSubtype(object, dict);
    }
    if (dict.has("TransformMethod") && name(dict, "TransformMethod").startsWith("UR")) {
      findings.add(IntakeRule.USAGE_RIGHTS, object, "", "");
    }
  }

  private void checkKeys(int object, Dict dict, boolean ofStream) {
    if (dict.has("JS") || dict.has("JavaScript")) {
      findings.add(IntakeRule.JAVASCRIPT, object, "", "");
    }
    if (dict.has("EF") || name(dict, "Type").equals("EmbeddedFile")) {
      findings.add(IntakeRule.EMBEDDED_FILE, object, "", "");
    }
    if (dict.has("XFA")) {
      findings.add(IntakeRule.XFA, object, "", "");
    }
    if ((ofStream && dict.has("F")) || dict.has("OPI")) {
      findings.add(IntakeRule.EXTERNAL_CONTENT, object, "", "");
    }
    String type = name(dict, "Type");
    boolean conditional = dict.has("VE") || Set.of("AllOff", "AnyOff").contains(name(dict, "P"));
    if (type.equals("OCMD") && conditional) {
      findings.add(IntakeRule.HIDDEN_LAYER, object, "", "");
    }
  }

  /** Structure elements and others have an {@code /S} too, with other names. */
  private void checkAction(int object, Dict dict) {
    String action = name(dict, "S");
    IntakeRule rule =
        switch (action) {
          case "JavaScript" -> IntakeRule.JAVASCRIPT;
          case "Launch" -> IntakeRule.LAUNCH;
          case "SubmitForm", "ImportData", "ResetForm" -> IntakeRule.FORM_ACTION;
          case "GoToR", "GoToE", "GoToDp", "Thread" -> IntakeRule.OTHER_DOCUMENT;
          case "Hide", "SetOCGState" -> IntakeRule.HIDING_ACTION;
          case "Rendition", "Sound", "Movie", "GoTo3DView", "RichMediaExecute" -> IntakeRule.MEDIA;
          case "Trans" -> IntakeRule.UNKNOWN_ACTION;
          default -> null;
        };
    if (rule != null) {
      findings.add(rule, object, "found", action);
    } else if (action.equals("URI")) {
      checkLink(object, dict);
    } else if (action.equals("Named") && !PAGE_MOVES.contains(name(dict, "N"))) {
      findings.add(IntakeRule.UNKNOWN_ACTION, object, "found", name(dict, "N"));
    }
  }

  /** Where an action is expected, only those that we know may stand. */
  private void checkTrigger(int object, Dict dict, String key) {
    if (dict.has(key) && file.resolve(dict.get(key)) instanceof Dict action && action.has("S")) {
      String kind = name(action, "S");
      if (!KNOWN_ACTIONS.contains(kind)) {
        findings.add(IntakeRule.UNKNOWN_ACTION, object, "found", kind);
      }
    }
  }

  private void checkLink(int object, Dict dict) {
    if (!(file.resolve(dict.get("URI")) instanceof Str link)) {
      return;
    }
    String target = new String(link.bytes(), ISO_8859_1).strip();
    int colon = target.indexOf(':');
    String scheme = colon < 0 ? "http" : target.substring(0, colon).toLowerCase(Locale.ROOT);
    boolean path = scheme.indexOf('/') >= 0 || scheme.indexOf('?') >= 0 || scheme.indexOf('#') >= 0;
    if (!path && !SCHEMES.contains(scheme)) {
      findings.add(IntakeRule.LINK_SCHEME, object, "found", scheme);
    }
  }

  private void checkSubtype(int object, Dict dict) {
    String subtype = name(dict, "Subtype");
    if (MEDIA_ANNOTATIONS.contains(subtype)) {
      findings.add(IntakeRule.MEDIA, object, "found", subtype);
    } else if (subtype.equals("FileAttachment")) {
      findings.add(IntakeRule.EMBEDDED_FILE, object, "", "");
    } else if (subtype.equals("PS") || (subtype.equals("Image") && dict.has("Alternates"))) {
      findings.add(IntakeRule.ALTERNATE_CONTENT, object, "", "");
    } else if (subtype.equals("Form") && (dict.has("Ref") || dict.has("PS"))) {
      findings.add(
          dict.has("PS") ? IntakeRule.ALTERNATE_CONTENT : IntakeRule.EXTERNAL_CONTENT,
          object,
          "",
          "");
    }
    if (dict.has("Rect")) {
      checkAnnotationFlags(object, dict);
    }
  }

  private void checkAnnotationFlags(int object, Dict dict) {
    long flags = file.integer(dict.get("F"), 0);
    boolean paperOnly = (flags & NO_VIEW) != 0 && (flags & PRINT) != 0;
    if (paperOnly || (flags & TOGGLE_NO_VIEW) != 0) {
      findings.add(IntakeRule.HIDDEN_ANNOTATION, object, "", "");
    }
  }

  /** A name may be kept in an object of its own, where a search for it would not look. */
  private String name(Dict dict, String key) {
    PdfObject value = dict.get(key);
    return value != null && file.resolve(value) instanceof Name name ? name.value() : "";
  }
}
