package natsuin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import natsuin.kernel.StaffRole;
import natsuin.testkit.Browser;
import natsuin.testkit.People;
import natsuin.testkit.World;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LeafletIT {
  @RegisterExtension static final World WORLD = new World();
  private static final int PRINTED_DPI = 150;
  @TempDir Path directory;
  private final People people = new People(WORLD);

  @Test
  @DisplayName(
      "APP-1: the leaflet is one page with the bank's name, the steps, the address as text and as a"
          + " code that a phone reads")
  void leaflet() throws Exception {
    var branch = people.branch();
    var officer = new Browser(WORLD).loggedIn(people.clerk(branch, StaffRole.OFFICER));
    byte[] pdf =
        pdf(officer, "?customer=%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE%26%3Cb%3E%E8%A6%8B%E6%9C%AC");
    String url = WORLD.node().configuration().http().baseUrl() + "/apply?branch=" + branch.code();
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
      assertThat(decoded(new PDFRenderer(document).renderImageWithDPI(0, PRINTED_DPI)))
          .containsExactlyInAnyOrder(url, WORLD.node().configuration().http().baseUrl() + "/login");
    }
    assertThat(text(pdf))
        .contains("株式会社&<b>見本 様", "サンプル銀行", branch.name(), "利用登録お手続きのご案内", url)
        .contains("お申込み情報の入力", "入力内容の確認", "認証コードの入力", "お申込み完了")
        .contains("対面による本人確認のご案内");
    assertThat(text(pdf(officer, ""))).contains("お客さま");
    var form = new Browser(WORLD).get("/apply?branch=" + branch.code());
    assertThat(form.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("APP-1, STAFF-1: the own branch's leaflet; the head office's of any branch")
  void whoMay() {
    var branch = people.branch();
    var officer = new Browser(WORLD).loggedIn(people.clerk(StaffRole.OFFICER));
    assertThat(officer.get("/api/staff/leaflet.pdf?branch=" + branch.code()).status())
        .isEqualTo(404);
    var auditor = new Browser(WORLD).loggedIn(people.clerk(StaffRole.AUDITOR));
    assertThat(auditor.get("/api/staff/leaflet.pdf").status()).isEqualTo(403);
    var headOffice = new Browser(WORLD).loggedIn(people.clerk(StaffRole.HEAD_OFFICE));
    assertThat(headOffice.get("/api/staff/leaflet.pdf?save&branch=" + branch.code()).status())
        .isEqualTo(200);
    assertThat(headOffice.get("/api/staff/leaflet.pdf?customer=" + "x".repeat(101)).status())
        .isEqualTo(422);
    assertThat(new Browser(WORLD).get("/api/staff/leaflet.pdf").status()).isEqualTo(401);
  }

  private static byte[] pdf(Browser staff, String query) throws Exception {
    var request =
        staff
            .request("/api/staff/leaflet.pdf" + query)
            .header("Cookie", "natsuin_staff=" + staff.cookie("natsuin_staff"))
            .GET()
            .build();
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
      return answer.body();
    }
  }

  private static List<String> decoded(BufferedImage page) throws Exception {
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
    var codes =
        new QRCodeMultiReader()
            .decodeMultiple(
                new BinaryBitmap(new HybridBinarizer(source)),
                Map.of(com.google.zxing.DecodeHintType.TRY_HARDER, true));
    return Stream.of(codes).map(Result::getText).toList();
  }

  private String text(byte[] pdf) throws Exception {
    Path file = Files.write(directory.resolve("leaflet.pdf"), pdf);
    var process =
        new ProcessBuilder("pdftotext", "-layout", file.toString(), "-")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return text.replaceAll("[ \\t]+", " ");
  }
}
