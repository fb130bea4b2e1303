package natsuin.pdf;

import java.util.LinkedHashMap;
import java.util.Map;

/** Files with something in them that sounds like a reason to refuse and is none. */
final class GoodPdfs {
  private GoodPdfs() {}

  static Map<String, byte[]> all() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("nothing special", MadePdf.plain().bytes());
    files.put(
        "white space after the end",
        (MadePdf.plain().text() + "\r\n \n")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    files.put("version 1.2", MadePdf.plain().header("%PDF-1.2\n").bytes());
    files.put("version 2.0", MadePdf.plain().header("%PDF-2.0\n").bytes());
    files.put("a link to a site", link("https://www.example.jp/"));
    files.put("a link to a mail address", link("mailto:office@example.jp"));
    files.put("opens at a page", MadePdf.plain().catalog("/OpenAction [3 0 R /Fit]").bytes());
    files.put(
        "opens by going to a page",
        MadePdf.plain().catalog("/OpenAction <</S /GoTo /D [3 0 R /Fit]>>").bytes());
    files.put(
        "layers that are all on",
        MadePdf.plain()
            .catalog("/OCProperties <</OCGs [10 0 R] /D <</ON [10 0 R] /Order []>>>>")
            .object(10, "<</Type /OCG /Name (Text)>>")
            .bytes());
    files.put(
        "an empty signature field with a border",
        MadePdf.plain()
            .catalog("/AcroForm <</Fields [10 0 R]>>")
            .page("/Annots [10 0 R]")
            .object(
                10,
                "<</Type /Annot /Subtype /Widget /FT /Sig /T (here) /Rect [0 0 9 9] /F 4 /AP <</N"
                    + " 11 0 R>>>>")
            .stream(
                11,
                "/Subtype /Form /BBox [0 0 9 9]",
                "0 0 9 9 re s".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))
            .bytes());
    return files;
  }

  private static byte[] link(String uri) {
    return MadePdf.plain()
        .page(
            "/Annots [<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI ("
                + uri
                + ")>>>>]")
        .bytes();
  }
}
