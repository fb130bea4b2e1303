package natsuin.demo;

import static natsuin.demo.DemoPapers.Paper.EXPLANATION;
import static natsuin.demo.DemoPapers.Paper.GUARANTEE;
import static natsuin.demo.DemoPapers.Paper.LOAN;
import static natsuin.demo.DemoPeople.CLERK;
import static natsuin.demo.DemoPeople.GUARANTOR;
import static natsuin.demo.DemoPeople.PRESIDENT;
import static natsuin.demo.DemoPeople.SHOPKEEPER;

import java.util.List;
import natsuin.kernel.StaffRole;

/**
 * A contract that the demonstration begins with.
 *
 * @param key names it, for as long as the data live
 * @param amount yen
 * @param signers in the order in which they sign; all at once where {@code inTurn} is false
 * @param goal how far it is brought
 */
record DemoContract(
    String key,
    String summary,
    long amount,
    int months,
    String purpose,
    List<DemoPapers.Paper> papers,
    List<Party> signers,
    boolean inTurn,
    Goal goal) {

  /** How far a contract is brought. */
  enum Goal {
    /** Sent; nobody has signed. */
    SENT,
    /** The first has signed. */
    BEGUN,
    /** Everybody has signed. */
    SIGNED,
    /** The first has refused. */
    REFUSED,
    /** Concluded. */
    IN_FORCE,
    /** Withdrawn by the bank. */
    WITHDRAWN,
    /** Concluded; an agreement that cancels it waits for signatures. */
    BEING_CANCELLED,
    /** Concluded, and repaid since. */
    REPAID
  }

  /** Somebody who signs, why, and whether for himself. */
  record Party(DemoPeople.Customer customer, String standing, boolean personal) {}

  static final List<DemoContract> ALL =
      List.of(
          new DemoContract(
              "to-sign",
              "証書貸付（設備資金）",
              30_000_000,
              84,
              "工作機械の購入",
              List.of(EXPLANATION, LOAN),
              List.of(borrower(PRESIDENT)),
              false,
              Goal.SENT),
          new DemoContract(
              "to-sign-together",
              "証書貸付（運転資金）・保証約定",
              12_000_000,
              60,
              "仕入れその他の運転資金",
              List.of(EXPLANATION, LOAN, GUARANTEE),
              List.of(borrower(PRESIDENT), guarantor(GUARANTOR)),
              false,
              Goal.SENT),
          new DemoContract(
              "to-sign-twice",
              "貸出契約（借保証契約含む）",
              15_000_000,
              60,
              "新工場の設備",
              List.of(EXPLANATION, LOAN, GUARANTEE),
              List.of(borrower(PRESIDENT), guarantorPersonally(PRESIDENT)),
              false,
              Goal.SENT),
          new DemoContract(
              "begun",
              "証書貸付（店舗改装資金）・保証約定",
              8_000_000,
              60,
              "店舗の改装",
              List.of(EXPLANATION, LOAN, GUARANTEE),
              List.of(borrower(SHOPKEEPER), guarantor(GUARANTOR)),
              true,
              Goal.BEGUN),
          new DemoContract(
              "signed",
              "証書貸付（車両購入資金）",
              4_500_000,
              48,
              "営業車両の購入",
              List.of(EXPLANATION, LOAN),
              List.of(borrower(CLERK)),
              false,
              Goal.SIGNED),
          new DemoContract(
              "in-force",
              "証書貸付（長期運転資金）",
              20_000_000,
              84,
              "長期運転資金",
              List.of(EXPLANATION, LOAN),
              List.of(borrower(PRESIDENT)),
              false,
              Goal.IN_FORCE),
          new DemoContract(
              "refused",
              "証書貸付（短期運転資金）",
              3_000_000,
              12,
              "季節の仕入れ",
              List.of(LOAN),
              List.of(borrower(SHOPKEEPER)),
              false,
              Goal.REFUSED),
          new DemoContract(
              "withdrawn",
              "証書貸付（設備更新資金）",
              6_000_000,
              36,
              "設備の更新",
              List.of(LOAN),
              List.of(borrower(CLERK)),
              false,
              Goal.WITHDRAWN),
          new DemoContract(
              "being-cancelled",
              "証書貸付（仕入資金）",
              2_000_000,
              12,
              "季節商品の仕入れ",
              List.of(LOAN),
              List.of(borrower(SHOPKEEPER)),
              false,
              Goal.BEING_CANCELLED),
          new DemoContract(
              "ended",
              "証書貸付（開業資金）",
              5_000_000,
              60,
              "開業にかかる費用",
              List.of(LOAN),
              List.of(borrower(SHOPKEEPER)),
              false,
              Goal.REPAID));

  DemoContract {
    papers = List.copyOf(papers);
    signers = List.copyOf(signers);
  }

  /** The staff of its branch. */
  DemoPeople.Staff staff(StaffRole role) {
    var branch = signers.getFirst().customer().company().facts().branch();
    return DemoPeople.STAFF.stream()
        .filter(staff -> staff.branch().id().equals(branch) && staff.role() == role)
        .findFirst()
        .orElseThrow();
  }

  private static Party borrower(DemoPeople.Customer customer) {
    return new Party(customer, "borrower", false);
  }

  private static Party guarantor(DemoPeople.Customer customer) {
    return new Party(customer, "guarantor", false);
  }

  private static Party guarantorPersonally(DemoPeople.Customer customer) {
    return new Party(customer, "guarantor", true);
  }
}
