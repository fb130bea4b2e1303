/**
 * Owns what every HTTP answer has in common problem documents, languages, security headers, static
 * files.:Must not know any use case.
 */
@org.jspecify.annotations.NullMarked
package natsuin.http;
