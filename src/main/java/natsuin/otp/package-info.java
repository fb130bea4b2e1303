/**
 * Owns authentication codes 認証コード: made, limited, checked, void (OTP-1, OTP-2). Must not know how a
 * code travels or what it opens.
 */
@org.jspecify.annotations.NullMarked
package natsuin.otp;
