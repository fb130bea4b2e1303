package natsuin.mandates;

import natsuin.kernel.Codes;

/** How a power of attorney came about 委任状登録方法: システム作成, ファイルアップロード. */
public enum MandateKind {
  SYSTEM("system"),
  PAPER("paper");

  private final String code;

  MandateKind(String code) {
    this.code = code;
  }

  /** The name in JSON and in the database. */
  public String code() {
    return code;
  }

  /** The kind of that name. */
  public static MandateKind of(String code) {
    return Codes.find(values(), MandateKind::code, code);
  }
}
