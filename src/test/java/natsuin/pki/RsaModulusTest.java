package natsuin.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Requests with keys that no library makes any more, each rightly signed by its owner. */
class RsaModulusTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BigInteger F4 = BigInteger.valueOf(65_537);

  @Test
  @DisplayName("EMP-6: an honest RSA key, put together by hand, is certified")
  void honest() throws Exception {
    assertThat(CertificationRequest.key(request(prime(1024), prime(1024)))).isPresent();
  }

  @Test
  @DisplayName("Attack: a modulus that is even, or that anybody divides by hand")
  void smallFactor() throws Exception {
    var p = prime(1030);
    var q = prime(1030);
    for (int factor : new int[] {2, 3, 743, 751}) {
      var request = request(BigInteger.valueOf(factor), p, q);
      assertThat(CertificationRequest.key(request)).as("factor %d", factor).isEmpty();
    }
  }

  @Test
  @DisplayName("Attack: a key of the generator that ROCA breaks (CVE-2017-15361)")
  void roca() throws Exception {
    assertThat(CertificationRequest.key(request(rocaPrime(), rocaPrime()))).isEmpty();
  }

  @Test
  @DisplayName("Attack: exponent 1, where everybody signs without any key")
  void exponentOne() throws Exception {
    BigInteger modulus = prime(1024).multiply(prime(1024));
    assertThat(CertificationRequest.key(signed(modulus, BigInteger.ONE, BigInteger.ONE))).isEmpty();
  }

  private static BigInteger prime(int bits) {
    while (true) {
      // The topmost bits set: the product of two is as long as both together.
      var found = BigInteger.probablePrime(bits, RANDOM);
      if (found.testBit(bits - 2) && !found.mod(F4).equals(BigInteger.ONE)) {
        return found;
      }
    }
  }

  /** k·M + (65537^a mod M), where M is the product of the first 126 primes. */
  private static BigInteger rocaPrime() {
    var product = BigInteger.ONE;
    var prime = BigInteger.TWO;
    for (int i = 0; i < 126; i++) {
      product = product.multiply(prime);
      prime = prime.nextProbablePrime();
    }
    var smallest = BigInteger.valueOf(3).shiftLeft(1022).divide(product);
    while (true) {
      var candidate =
          product
              .multiply(smallest.add(new BigInteger(50, RANDOM)))
              .add(F4.modPow(new BigInteger(160, RANDOM), product));
      if (candidate.bitLength() == 1024 && candidate.isProbablePrime(60)) {
        return candidate;
      }
    }
  }

  private static String request(BigInteger... primes) throws Exception {
    var modulus = BigInteger.ONE;
    var order = BigInteger.ONE;
    for (BigInteger prime : primes) {
      modulus = modulus.multiply(prime);
      order = order.multiply(prime.subtract(BigInteger.ONE));
    }
    return signed(modulus, F4, F4.modInverse(order));
  }

  private static String signed(BigInteger modulus, BigInteger exponent, BigInteger secret)
      throws Exception {
    var key =
        new SubjectPublicKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            new RSAPublicKey(modulus, exponent));
    var info = new CertificationRequestInfo(TestPki.name("somebody").name(), key, new DERSet());
    int length = (modulus.bitLength() + 7) / 8;
    var signature = new BigInteger(1, padded(info.getEncoded("DER"), length));
    byte[] raised = signature.modPow(secret, modulus).toByteArray();
    byte[] exact = new byte[length];
    int skip = Math.max(0, raised.length - length);
    System.arraycopy(raised, skip, exact, length - (raised.length - skip), raised.length - skip);
    var request =
        new org.bouncycastle.asn1.pkcs.CertificationRequest(
            info,
            new AlgorithmIdentifier(
                PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE),
            new DERBitString(exact));
    return Pem.write("CERTIFICATE REQUEST", request.getEncoded("DER"));
  }

  /** EMSA-PKCS1-v1_5 (RFC 8017 section 9.2). */
  private static byte[] padded(byte[] message, int length) throws Exception {
    var algorithm = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    byte[] digest =
        new DigestInfo(algorithm, DigestAlgorithm.SHA256.digest(message))
            .toASN1Primitive()
            .getEncoded("DER");
    byte[] block = new byte[length];
    Arrays.fill(block, (byte) 0xff);
    block[0] = 0;
    block[1] = 1;
    block[length - digest.length - 1] = 0;
    System.arraycopy(digest, 0, block, length - digest.length, digest.length);
    return block;
  }
}
