package natsuin.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody on the way from the leaflet to a certificate. */
final class NewcomerSeat extends Seat {
  private static final Pattern MYPAGE_ID = Pattern.compile("(?m)^MyPageID: (\\S+)\\r?$");
  private static final Pattern TEMPORARY = Pattern.compile("(?m)^仮パスワード: (\\S+)\\r?$");

  private String email = "";
  private String pin = "";

  NewcomerSeat(Place place) {
    super(place);
  }

  /** The mail address that this person gives. */
  NewcomerSeat reachedAt(String address) {
    email = address;
    return this;
  }

  // ── the application ──

  /** 手順1, 2: the address of the leaflet, the kind, and every field of the form. */
  NewcomerSeat appliesAs(String kind, Map<String, String> fields) {
    page().navigate("/apply");
    page().locator("#kind-" + kind).check();
    fillsIn(fields);
    button("入力内容確認").click();
    return this;
  }

  /** Types into fields, chooses from lists and radio buttons, by their names in the API. */
  void fillsIn(Map<String, String> fields) {
    fields.forEach(
        (name, value) -> {
          var control = page().locator("[name=" + name + "]");
          assertThat(control.first()).isAttached();
          switch (control.first().getAttribute("type")) {
            case "radio" -> page().locator("[name=" + name + "][value='" + value + "']").check();
            case "checkbox" -> control.setChecked(Boolean.parseBoolean(value));
            case null, default -> enters(control, value);
          }
        });
  }

  private static void enters(Locator control, String value) {
    if ("SELECT".equals(control.evaluate("it => it.tagName"))) {
      control.selectOption(value);
    } else {
      control.fill(value);
      control.blur();
    }
  }

  /** 手順3: looked through, and the code asked for. */
  NewcomerSeat hasCodeSent() {
    looksIntoMailbox(email);
    button("認証コード送信").click();
    assertThat(heading("メール認証")).isVisible();
    return this;
  }

  /** 手順4: the code of 「メールアドレス認証コードのお知らせ」. */
  NewcomerSeat confirmsAddress() {
    page().locator("#code").fill(codeFromMail(email));
    button("申込み").click();
    sees("受付番号");
    return this;
  }

  // ── login ──

  /** 2.3: ID from one mail, temporary password from another, a password of one's own. */
  NewcomerSeat logsInForTheFirstTime(String chosen) {
    String id = find(MYPAGE_ID, mailAbout(email, "MyPageIDのお知らせ"));
    String temporary = find(TEMPORARY, mailAbout(email, "仮パスワードのお知らせ"));
    page().navigate("/login");
    entersCredentials(id, temporary);
    page().waitForURL("**/new-password");
    page().locator("#current").fill(temporary);
    page().locator("#new").fill(chosen);
    page().locator("#again").fill(chosen);
    button("登録").click();
    page().waitForURL("**/home");
    return this;
  }

  private void entersCredentials(String name, String secret) {
    labelled("メールアドレス（またはMyPageID）").fill(name);
    labelled("パスワード").fill(secret);
    button("ログイン").click();
  }

  // ── 登録情報の照会・変更 ──

  /** Through the menu behind one's name. */
  NewcomerSeat opensAccount() {
    page().navigate("/home");
    page().locator("app-header details summary").last().click();
    page().locator("app-header a[href='/account']").click();
    assertThat(heading("ユーザ情報の管理")).isVisible();
    return this;
  }

  /** The card of this person among the users. */
  Locator card(String name) {
    return page()
        .locator(".user-card")
        .filter(
            new Locator.FilterOptions()
                .setHas(page().locator("h3").filter(new Locator.FilterOptions().setHasText(name))));
  }

  /** クレデンシャルID of the certificate that this person signs with; empty where there is none. */
  String credentialId() {
    return (String)
        page()
            .evaluate(
                "fetch('/api/session').then(a => a.json()).then(s =>"
                    + " s.user.credential?.credentialId ?? '')");
  }

  /** Presses the card's button, 「本人確認書類アップロード」 and its like. */
  NewcomerSeat presses(String name, String button) {
    card(name).getByText(button, new Locator.GetByTextOptions().setExact(true)).click();
    return this;
  }

  // ── 2.4 本人確認書類アップロード ──

  /** Consent: the PDF opened, the box ticked. */
  NewcomerSeat consents() {
    page().locator("#open-consent").click();
    page().locator("#understood").check();
    button("同意します").click();
    assertThat(page().locator("#kind-identity")).isVisible();
    return this;
  }

  /** Chooses a kind of document and uploads a file for each place. */
  NewcomerSeat uploads(String part, String kind, List<FilePayload> files) {
    page().locator("#kind-" + part).selectOption(kind);
    for (int i = 0; i < files.size(); i++) {
      String place = part + "-" + (i + 1);
      FilePayload file = files.get(i);
      page()
          .waitForFileChooser(() -> page().locator("#" + place + "-choose").click())
          .setFiles(file);
      page().locator("#" + place + "-upload[aria-disabled=false]").click();
      assertThat(page().locator("li[data-key=" + place + "] .chip.ok")).isVisible();
    }
    return this;
  }

  NewcomerSeat sendsDocuments() {
    page().locator("#send[aria-disabled=false]").click();
    assertThat(page().locator(".sent-files")).isVisible();
    return this;
  }

  // ── 2.5 初期PIN登録 ──

  /** 「登録」, then 「発行」. */
  NewcomerSeat choosesPinAndHasCertificateIssued(String chosen) {
    assertThat(button("発行")).hasAttribute("aria-disabled", "true");
    page().locator("input[name=pin]").fill(chosen);
    page().locator("input[name=pinAgain]").fill(chosen);
    button("登録").click();
    button("発行").click();
    sees("署名用PINを使えるようにしました");
    pin = chosen;
    return this;
  }

  // ── signing a power of attorney ──

  /** PIN 「送信」, code 「認証」, 「電子署名」. */
  NewcomerSeat signsMandate() {
    button("署名画面へ").click();
    looksIntoMailbox(email);
    page().locator("#mandate-pin").fill(pin);
    button("送信").click();
    page().locator("#mandate-code").waitFor();
    page().locator("#mandate-code").fill(codeFromMail(email));
    button("認証").click();
    button("電子署名").click();
    return this;
  }

  private static String find(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError("the mail does not hold " + pattern);
    }
    return found.group(1);
  }
}
