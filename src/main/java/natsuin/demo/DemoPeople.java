package natsuin.demo;

import static natsuin.kernel.StaffRole.APPROVER;
import static natsuin.kernel.StaffRole.AUDITOR;
import static natsuin.kernel.StaffRole.HEAD_OFFICE;
import static natsuin.kernel.StaffRole.OFFICER;
import static natsuin.kernel.UserRole.ADMINISTRATOR;
import static natsuin.kernel.UserRole.REPRESENTATIVE;
import static natsuin.kernel.UserRole.SIGNER;
import static natsuin.kernel.UserRole.VIEWER;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import natsuin.kernel.StaffRole;
import natsuin.kernel.UserRole;
import natsuin.users.Branch;
import natsuin.users.Details;
import natsuin.users.NewOrganization;
import natsuin.users.OrganizationDetails;
import natsuin.users.OrganizationKind;
import org.jspecify.annotations.Nullable;

/** Who can be tried in the demonstration. All of them are invented. */
final class DemoPeople {
  static final Branch AOBA = new Branch(id("branch/101"), "101", "青葉支店", "Aoba Branch");
  static final Branch MINATO = new Branch(id("branch/205"), "205", "みなと支店", "Minato Branch");

  /** A member of the staff with the password that opens the account. */
  record Staff(
      Branch branch, StaffRole role, String login, String password, String name, String email) {
    UUID id() {
      return DemoPeople.id("staff/" + login);
    }
  }

  /** A customer's organization. */
  record Company(String key, NewOrganization facts) {
    UUID id() {
      return DemoPeople.id("organization/" + key);
    }
  }

  /**
   * A customer's user with the secrets that open everything of his.
   *
   * @param pin null for who has no signing certificate
   */
  record Customer(
      Company company,
      UserRole role,
      String mypageId,
      String email,
      String password,
      @Nullable String pin,
      String family,
      String given,
      String familyKana,
      String givenKana,
      String familyLatin,
      String givenLatin,
      String title) {
    UUID id() {
      return DemoPeople.id("user/" + mypageId);
    }

    String name() {
      return family + "\u3000" + given;
    }

    Details details() {
      String mobile = "0901000" + mypageId.substring(4);
      boolean personal =
          role == REPRESENTATIVE && company.facts().kind() == OrganizationKind.CORPORATION;
      return new Details(familyKana, givenKana, LocalDate.of(1975, 3, 14), mobile, "", personal);
    }
  }

  static final List<Staff> STAFF =
      List.of(
          staff(AOBA, OFFICER, "aoba.officer", "Aoba2Officer", "青木 実", "m.aoki"),
          staff(AOBA, APPROVER, "aoba.approver", "Aoba3Shonin1", "白石 順子", "j.shiraishi"),
          staff(MINATO, OFFICER, "minato.officer", "Minato4Tanto", "港谷 亮", "r.minatoya"),
          staff(MINATO, APPROVER, "minato.approver", "Minato5Shonin", "江藤 房江", "f.eto"),
          staff(AOBA, HEAD_OFFICE, "honbu", "Honbu6Kanri88", "本田 勝", "m.honda"),
          staff(AOBA, AUDITOR, "kansa", "Kansa7Kiroku9", "監物 律子", "r.kenmotsu"));

  static final Company WORKS =
      company(
          "works",
          OrganizationKind.CORPORATION,
          "株式会社あけぼの製作所",
          "アケボノセイサクショ",
          "Akebono Works",
          "東京都千代田区架空町一丁目2番3号",
          AOBA);
  static final Company SHOP =
      company(
          "shop",
          OrganizationKind.SOLE_PROPRIETOR,
          "山吹　恵",
          "ヤマブキ　メグミ",
          "Megumi Yamabuki",
          "神奈川県横浜市架空区みどり台4番5号",
          MINATO);
  static final Company PERSON =
      company(
          "person",
          OrganizationKind.INDIVIDUAL,
          "岡本　直樹",
          "オカモト　ナオキ",
          "Naoki Okamoto",
          "東京都港区架空坂6番7号",
          MINATO);

  static final Customer PRESIDENT =
      customer(WORKS, REPRESENTATIVE, "A1000001", "takase", "Takase2026go", "SealTakase1")
          .named("高瀬", "健一", "タカセ", "ケンイチ", "Takase", "Kenichi", "代表取締役");
  static final Customer MANAGER =
      customer(WORKS, ADMINISTRATOR, "A1000002", "morishita", "Morishita7ok", "SealMori22")
          .named("森下", "由紀", "モリシタ", "ユキ", "Morishita", "Yuki", "総務部長");
  static final Customer CLERK =
      customer(WORKS, SIGNER, "A1000003", "onodera", "Onodera3Keiri", "SealOno333")
          .named("小野寺", "拓", "オノデラ", "タク", "Onodera", "Taku", "経理課長");
  static final Customer READER =
      customer(WORKS, VIEWER, "A1000004", "hasegawa", "Hasegawa4Mi", null)
          .named("長谷川", "綾", "ハセガワ", "アヤ", "Hasegawa", "Aya", "経理課");

  /** Has been asked for documents and has no certificate yet. */
  static final Customer NEWCOMER =
      customer(WORKS, SIGNER, "A1000005", "naito", "Naito8Shinjin", null)
          .named("内藤", "葵", "ナイトウ", "アオイ", "Naito", "Aoi", "営業課");

  static final Customer SHOPKEEPER =
      customer(SHOP, REPRESENTATIVE, "A2000001", "yamabuki", "Yamabuki5Do", "SealYama55")
          .named("山吹", "恵", "ヤマブキ", "メグミ", "Yamabuki", "Megumi", "");
  static final Customer GUARANTOR =
      customer(PERSON, REPRESENTATIVE, "A3000001", "okamoto", "Okamoto6Nao", "SealOka666")
          .named("岡本", "直樹", "オカモト", "ナオキ", "Okamoto", "Naoki", "");

  static final List<Company> COMPANIES = List.of(WORKS, SHOP, PERSON);
  static final List<Customer> CUSTOMERS =
      List.of(PRESIDENT, MANAGER, CLERK, READER, NEWCOMER, SHOPKEEPER, GUARANTOR);

  private DemoPeople() {}

  private static Staff staff(
      Branch branch, StaffRole role, String login, String password, String name, String mail) {
    return new Staff(
        branch, role, login, password, name.replace(' ', '\u3000'), mail + "@bank.example.jp");
  }

  private static Company company(
      String key,
      OrganizationKind kind,
      String name,
      String kana,
      String latin,
      String address,
      Branch branch) {
    boolean person = kind == OrganizationKind.INDIVIDUAL;
    var details =
        new OrganizationDetails(
            "1000000",
            "0312340000",
            person ? null : LocalDate.of(1998, 4, 1),
            kind == OrganizationKind.CORPORATION ? MINATO.id() : null,
            kind == OrganizationKind.SOLE_PROPRIETOR);
    return new Company(
        key, new NewOrganization(kind, name, kana, latin, address, branch.id(), details));
  }

  private record Access(
      Company company,
      UserRole role,
      String mypageId,
      String mail,
      String password,
      @Nullable String pin) {
    Customer named(
        String family,
        String given,
        String familyKana,
        String givenKana,
        String familyLatin,
        String givenLatin,
        String title) {
      String email = mail + "@" + company.key() + ".example.jp";
      return new Customer(
          company,
          role,
          mypageId,
          email,
          password,
          pin,
          family,
          given,
          familyKana,
          givenKana,
          familyLatin,
          givenLatin,
          title);
    }
  }

  private static Access customer(
      Company company,
      UserRole role,
      String mypageId,
      String mail,
      String password,
      @Nullable String pin) {
    return new Access(company, role, mypageId, mail, password, pin);
  }

  /** The same at every start, so that seeding again finds what is there. */
  static UUID id(String name) {
    return UUID.nameUUIDFromBytes(("natsuin-demo/" + name).getBytes(StandardCharsets.UTF_8));
  }
}
