package natsuin.fields;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import natsuin.testkit.Axe;
import natsuin.testkit.Chromium;
import natsuin.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A form as somebody fills it in, on a page that has nothing else. */
@DisplayName("APP-3, UI-1, UI-2: filling in a form")
class DataFormIT {
  @RegisterExtension static final World WORLD = new World();

  private static final String SHOW =
      """
      async ({ form, draft, values }) => {
        await import("/elements/data-form.js");
        const fields = document.createElement("data-form");
        fields.setAttribute("form", form);
        if (draft) fields.setAttribute("draft", draft);
        fields.options = { branch: [{ value: "b1", label: "本店" }, { value: "b2", label: "東京支店" }] };
        fields.values = values ?? {};
        const page = document.createElement("form");
        page.noValidate = true;
        page.onsubmit = (e) => (e.preventDefault(), (window.taken = fields.take()));
        const heading = document.createElement("h1");
        heading.textContent = "お申込みフォーム";
        const send = document.createElement("button");
        send.className = "button";
        send.textContent = "入力内容確認";
        page.append(fields, send);
        document.querySelector("main").replaceChildren(heading, page);
        await fields.ready;
        window.fields = fields;
      }
      """;

  private static Chromium chromium;
  private BrowserContext desk;
  private Page page;

  @BeforeAll
  static void open() {
    chromium = new Chromium(WORLD);
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @BeforeEach
  void sitDown() {
    sitDown(1280, ColorScheme.LIGHT);
  }

  private void sitDown(int width, ColorScheme scheme) {
    desk = chromium.desk(width, scheme);
    page = desk.newPage();
    page.navigate("/no-cookies");
  }

  @AfterEach
  void standUp() {
    desk.close();
    assertThat(chromium.complaints()).isEmpty();
  }

  private void shows(String form, Map<String, Object> more) {
    var all = new HashMap<>(more);
    all.put("form", form);
    page.evaluate(SHOW, all);
  }

  private Locator field(String name) {
    return page.locator("[name=" + name + "]:not(secret-field)").first();
  }

  private Locator wrong(String name) {
    return page.locator("#f-" + name + "-wrong");
  }

  private void types(String name, String text) {
    field(name).fill("");
    field(name).pressSequentially(text);
  }

  private void leaves(String name) {
    field(name).press("Tab");
  }

  @Test
  @DisplayName(
      "nothing is said while one types for the first time; when one leaves, it is; mended, it goes")
  void checkedOnLeaving() {
    shows("application-corporation", Map.of());
    types("postalCode", "104");
    assertThat(wrong("postalCode")).isHidden();
    leaves("postalCode");
    assertThat(wrong("postalCode")).hasText("7桁の数字で入力してください（例: 5300001）。");
    assertThat(field("postalCode")).hasAttribute("aria-invalid", "true");
    assertThat(field("postalCode")).hasAccessibleDescription(Pattern.compile("7桁の数字"));
    field("postalCode").pressSequentially("0028");
    assertThat(wrong("postalCode")).isHidden();
    assertThat(field("postalCode")).not().hasAttribute("aria-invalid", "true");
    leaves("telephone");
    assertThat(wrong("telephone")).isHidden();
  }

  @Test
  @DisplayName("what was converted is seen in the field, said beside it, and told politely")
  void converted() {
    shows("application-corporation", Map.of());
    types("familyKana", "ﾔﾏﾀﾞ");
    leaves("familyKana");
    assertThat(field("familyKana")).hasValue("ヤマダ");
    assertThat(page.locator("#f-familyKana-made")).hasText("「ﾔﾏﾀﾞ」を「ヤマダ」に直しました。");
    assertThat(page.locator("data-form [role=status]")).hasText("お名前（姓）カナ：「ﾔﾏﾀﾞ」を「ヤマダ」に直しました。");
    types("mobile", "０９０－１２３４－５６７８");
    leaves("mobile");
    assertThat(field("mobile")).hasValue("09012345678");
    types("title", " 部長 ");
    leaves("title");
    assertThat(field("title")).hasValue("部長");
    assertThat(page.locator("#f-title-made")).isHidden();
  }

  @Test
  @DisplayName("a day is typed as people write it, or chosen in the calendar")
  void dates() {
    shows("application-individual", Map.of());
    types("birthDate", "昭和50年3月14日");
    leaves("birthDate");
    assertThat(field("birthDate")).hasValue("1975年3月14日");
    var calendar =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("生年月日をカレンダーから選ぶ"));
    calendar.click();
    var picker = page.locator("input.picker");
    assertThat(picker).hasValue("1975-03-14");
    page.keyboard().press("Escape");
    picker.evaluate("p => { p.value = '1980-12-01'; p.dispatchEvent(new Event('change')); }");
    assertThat(field("birthDate")).hasValue("1980年12月1日");
    assertThat(field("birthDate")).isFocused();
    assertThat(wrong("birthDate")).isHidden();
  }

  @Test
  @DisplayName("sent too early: a summary takes the focus and leads to each field by its name")
  void summary() {
    shows("user-change", Map.of());
    types("email", "taro@example.jp");
    types("emailAgain", "jiro@example.jp");
    page.getByText("入力内容確認").click();
    var summary = page.locator(".summary");
    assertThat(summary).isFocused();
    assertThat(summary).containsText("お名前（姓）：入力してください。");
    var link = summary.getByText("メールアドレス（確認用）：上に入力した内容と一致しません。");
    link.click();
    assertThat(field("emailAgain")).isFocused();
    assertThat(page.evaluate("window.taken")).isNull();
    types("emailAgain", "taro@example.jp");
    assertThat(wrong("emailAgain")).isHidden();
  }

  @Test
  @DisplayName(
      "UI-1: on a phone the summary begins in sight, and a link leads to the label, not under the"
          + " header")
  void summaryOnAPhone() {
    desk.close();
    sitDown(390, ColorScheme.LIGHT);
    shows("application-corporation", Map.of());
    page.getByText("入力内容確認").click();
    assertThat(page.locator(".summary b")).isInViewport();
    page.locator(".summary").getByText("携帯電話番号：入力してください。").click();
    assertThat(field("mobile")).isFocused();
    assertThat(page.locator("label[for=f-mobile]")).isInViewport();
    assertThat(field("mobile")).isInViewport();
  }

  @Test
  @DisplayName("complete: the plain values go out, and nothing is left that nobody asked for")
  void taken() {
    shows("user", Map.of());
    Map.of(
            "familyName",
            "山田",
            "givenName",
            "花子",
            "familyKana",
            "やまだ",
            "givenKana",
            "はなこ",
            "familyLatin",
            "Yamada",
            "givenLatin",
            "Ｈａｎａｋｏ",
            "birthDate",
            "S55.12.1",
            "mobile",
            "090-1234-5678",
            "email",
            "hanako@Example.jp",
            "emailAgain",
            "hanako@example.jp")
        .forEach(this::types);
    page.locator("[name=role][value=signer]").check();
    assertThat(page.locator("[data-field=mandateKind]")).isVisible();
    page.locator("[name=mandateKind][value=system]").check();
    page.locator("[name=role][value=viewer]").check();
    assertThat(page.locator("[data-field=mandateKind]")).isHidden();
    page.getByText("入力内容確認").click();
    var expected = new HashMap<String, Object>();
    expected.put("familyName", "山田");
    expected.put("givenName", "花子");
    expected.put("familyKana", "ヤマダ");
    expected.put("givenKana", "ハナコ");
    expected.put("familyLatin", "Yamada");
    expected.put("givenLatin", "Hanako");
    expected.put("birthDate", "1980-12-01");
    expected.put("mobile", "09012345678");
    expected.put("email", "hanako@example.jp");
    expected.put("personalSignature", false);
    expected.put("role", "viewer");
    assertThat(page.evaluate("window.taken")).isEqualTo(expected);
  }

  @Test
  @DisplayName("what was typed survives a reload, in this browser alone, until it is sent")
  void draft() {
    shows("application-individual", Map.of("draft", "trial"));
    types("familyName", "山田");
    types("birthDate", "19");
    page.reload();
    shows(
        "application-individual",
        Map.of("draft", "trial", "values", Map.of("familyName", "佐藤", "givenName", "太郎")));
    assertThat(field("familyName")).hasValue("山田");
    assertThat(field("givenName")).hasValue("太郎");
    assertThat(field("birthDate")).hasValue("19");
    page.evaluate("fields.forget()");
    page.reload();
    shows("application-individual", Map.of("draft", "trial"));
    assertThat(field("familyName")).hasValue("");
  }

  @Test
  @DisplayName("SEC-2: passwords and PINs never enter a draft")
  void secretsAreNotKept() {
    for (String form : List.of("password", "new-pin", "pin-change")) {
      shows(form, Map.of("draft", form));
      String name = form.equals("new-pin") ? "pin" : "new";
      types(name, "Secret9Word");
      leaves(name);
      page.getByText("入力内容確認").click();
    }
    assertThat(
            (String) page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"))
        .doesNotContain("Secret9Word");
  }

  @Test
  @DisplayName("what the server refuses stands at its field, in its words")
  void refusedByServer() {
    shows("user-change", Map.of());
    page.evaluate(
        "fields.refuse({ message: 'x', errors: [{ field: 'email', code: 'taken', message:"
            + " 'このアドレスは使えません。' }] })");
    assertThat(wrong("email")).hasText("このアドレスは使えません。");
    assertThat(page.locator(".summary")).containsText("メールアドレス：このアドレスは使えません。");
    types("email", "other@example.jp");
    leaves("email");
    assertThat(wrong("email")).isHidden();
  }

  @Test
  @DisplayName(
      "what is on record is shown with its address repeated, so that an unchanged form is complete")
  void onRecord() {
    shows(
        "user-change",
        Map.of("values", Map.of("email", "taro@example.jp", "birthDate", "1975-03-14")));
    assertThat(field("emailAgain")).hasValue("taro@example.jp");
    assertThat(field("birthDate")).hasValue("1975年3月14日");
  }

  @Test
  @DisplayName(
      "axe finds nothing, empty and full of complaints, in both languages, light and dark; nothing"
          + " scrolls sideways")
  void accessible() {
    var findings = new ArrayList<String>();
    for (String language : List.of("ja", "en")) {
      desk.close();
      boolean japanese = language.equals("ja");
      sitDown(japanese ? 390 : 1280, japanese ? ColorScheme.LIGHT : ColorScheme.DARK);
      page.evaluate("localStorage.setItem('natsuin.lang', '" + language + "')");
      page.reload();
      for (String form : List.of("application-corporation", "user", "pin-change", "reason")) {
        shows(form, Map.of());
        page.locator("main form > button").click();
        page.locator(".summary").waitFor();
        findings.addAll(Axe.findings(page));
        Object beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(((Number) beyond).intValue()).as(form).isLessThanOrEqualTo(0);
      }
      shows("application-individual", Map.of());
      findings.addAll(Axe.findings(page));
    }
    assertThat(findings).isEmpty();
  }
}
