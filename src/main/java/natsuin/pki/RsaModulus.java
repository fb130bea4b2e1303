package natsuin.pki;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** What a stranger's RSA modulus gives away of how it was made. Any thread. */
final class RsaModulus {
  /** NIST SP 800-89 section 5.3.3: no factor below 752. */
  private static final List<Integer> PRIMES =
      IntStream.range(2, 752)
          .filter(n -> BigInteger.valueOf(n).isProbablePrime(50))
          .boxed()
          .toList();

  private static final BigInteger PRIMORIAL =
      PRIMES.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);

  /** The primes that every key of the broken library is built on, whatever its length. */
  private static final List<Residues> ROCA =
      PRIMES.stream().filter(prime -> prime <= 167).map(Residues::of).toList();

  private RsaModulus() {}

  /** Whether small factors or a known broken generator give it away. */
  static boolean weak(BigInteger modulus) {
    return !modulus.gcd(PRIMORIAL).equals(BigInteger.ONE)
        || ROCA.stream().allMatch(residues -> residues.contain(modulus));
  }

  /**
   * Remainders that powers of 65,537 leave. The primes of ROCA's library (CVE-2017-15361) are such
   * a power modulo the product of many small primes, and so is what is multiplied of them; of other
   * moduli fewer than one in 2^27 looks like it.
   */
  private record Residues(int prime, BitSet remainders) {
    static Residues of(int prime) {
      var remainders = new BitSet(prime);
      for (int power = 1; !remainders.get(power); power = power * (65_537 % prime) % prime) {
        remainders.set(power);
      }
      return new Residues(prime, remainders);
    }

    boolean contain(BigInteger modulus) {
      return remainders.get(modulus.mod(BigInteger.valueOf(prime)).intValueExact());
    }
  }
}
