package natsuin.contracts;

import natsuin.kernel.Codes;

/** What a signer ticks (CONTRACT-2). */
enum Acknowledgement {
  /** 「内容について確認し、理解しました」, of the explanation of important matters. */
  EXPLANATION("explanation", "acknowledged_explanation_at"),
  /** 「すべての契約書等について確認し、理解しました」, of everything else. */
  DOCUMENTS("documents", "acknowledged_documents_at");

  private final String code;
  private final String column;

  Acknowledgement(String code, String column) {
    this.code = code;
    this.column = column;
  }

  static Acknowledgement of(String code) {
    return Codes.find(values(), what -> what.code, code);
  }

  String code() {
    return code;
  }

  String column() {
    return column;
  }

  /** Whether this document has to be opened before. */
  boolean covers(Contract.Document document) {
    return document.explanation() == (this == EXPLANATION);
  }
}
