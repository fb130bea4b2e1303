package natsuin.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;

/**
 * A private key with its certificates as browsers and operating systems import it (PKCS#12, RFC
 * 7292). Keeps nothing; any thread.
 */
public final class ClientKeyFile {
  /** Three derivations a file: together below what the strictest importer allows (ADR 0025). */
  static final int ITERATIONS = 150_000;

  /** What systems that need the old way can be trusted to wait for. */
  static final int LEGACY_ITERATIONS = 2_048;

  private static final Provider PROVIDER = new BouncyCastleProvider();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** How a file is protected. */
  public enum Protection {
    /** PBES2 with PBKDF2, HMAC-SHA-256 and AES-256-CBC (RFC 8018); its integrity by SHA-256. */
    MODERN,
    /** Triple DES and SHA-1, for systems that read nothing else. */
    LEGACY
  }

  private ClientKeyFile() {}

  /**
   * The file. Takes some tenths of a second: call it on a worker.
   *
   * @param chain the key's certificate first, the root last
   * @param friendlyName what the certificate is called in lists of certificates
   * @param password opens the file; the caller wipes it
   */
  public static byte[] pack(
      PrivateKey key,
      List<X509Certificate> chain,
      String friendlyName,
      char[] password,
      Protection protection) {
    try {
      var localKeyId =
          new DEROctetString(CertificateExtensions.keyIdentifier(chain.getFirst().getPublicKey()));
      var keyBag =
          new SafeBag(
              PKCSObjectIdentifiers.pkcs8ShroudedKeyBag,
              shrouded(key, encryptor(protection, password)),
              new DERSet(
                  new Attribute[] {
                    attribute(
                        PKCSObjectIdentifiers.pkcs_9_at_friendlyName,
                        new DERBMPString(friendlyName)),
                    attribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, localKeyId)
                  }));
      return new PKCS12PfxPduBuilder()
          .addEncryptedData(
              encryptor(protection, password), certificates(chain, friendlyName, localKeyId))
          .addData(new PKCS12SafeBag(keyBag))
          .build(mac(protection), password)
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException | PKCSException | OperatorCreationException e) {
      throw new IllegalStateException("The key could not be packed", e);
    }
  }

  /** By hand, since Bouncy Castle's builder leaves copies of the plain key in memory. */
  private static EncryptedPrivateKeyInfo shrouded(PrivateKey key, OutputEncryptor encryptor)
      throws IOException {
    byte[] plain = key.getEncoded();
    try {
      var hidden = new ByteArrayOutputStream();
      try (OutputStream encrypting = encryptor.getOutputStream(hidden)) {
        encrypting.write(plain);
      }
      return new EncryptedPrivateKeyInfo(encryptor.getAlgorithmIdentifier(), hidden.toByteArray());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return new Attribute(type, new DERSet(value));
  }

  private static PKCS12SafeBag[] certificates(
      List<X509Certificate> chain, String friendlyName, DEROctetString localKeyId)
      throws IOException {
    List<PKCS12SafeBag> bags = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      boolean own = bags.isEmpty();
      var bag =
          named(
              new JcaPKCS12SafeBagBuilder(certificate),
              own ? friendlyName : Certificates.commonName(certificate));
      if (own) {
        bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, localKeyId);
      }
      bags.add(bag.build());
    }
    return bags.toArray(PKCS12SafeBag[]::new);
  }

  private static PKCS12SafeBagBuilder named(PKCS12SafeBagBuilder bag, String name) {
    return bag.addBagAttribute(
        PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name));
  }

  private static OutputEncryptor encryptor(Protection protection, char[] password)
      throws OperatorCreationException {
    var builder =
        switch (protection) {
          case MODERN ->
              new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                  .setPRF(
                      new AlgorithmIdentifier(
                          PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                  .setIterationCount(ITERATIONS);
          case LEGACY ->
              new JcePKCSPBEOutputEncryptorBuilder(
                      PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)
                  .setIterationCount(LEGACY_ITERATIONS);
        };
    return builder.setProvider(PROVIDER).setRandom(RANDOM).build(password);
  }

  private static PKCS12MacCalculatorBuilder mac(Protection protection) {
    return switch (protection) {
      case MODERN ->
          mac(new SHA256Digest(), NISTObjectIdentifiers.id_sha256).setIterationCount(ITERATIONS);
      case LEGACY ->
          mac(new SHA1Digest(), OIWObjectIdentifiers.idSHA1).setIterationCount(LEGACY_ITERATIONS);
    };
  }

  private static BcPKCS12MacCalculatorBuilder mac(ExtendedDigest digest, ASN1ObjectIdentifier oid) {
    return new BcPKCS12MacCalculatorBuilder(digest, new AlgorithmIdentifier(oid, DERNull.INSTANCE));
  }
}
