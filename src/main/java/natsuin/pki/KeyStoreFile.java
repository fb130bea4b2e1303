package natsuin.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natsuin.kernel.DurableFile;

/**
 * The service's own keys in one PKCS#12 file. Callers see signing identities under names, never key
 * bytes, so that a token can stand in for the file later (SIG-6). One thread at a time.
 */
public final class KeyStoreFile {
  private final Path file;
  private final char[] password;
  private final KeyStore store;

  private KeyStoreFile(Path file, char[] password, KeyStore store) {
    this.file = file;
    this.password = password;
    this.store = store;
  }

  /**
   * Opens the file, or starts an empty one that exists from the first {@link #save} on.
   *
   * @throws IOException when the file is damaged or the password is another one
   */
  public static KeyStoreFile open(Path file, char[] password) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      if (Files.exists(file)) {
        store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
      } else {
        store.load(null, password);
      }
      return new KeyStoreFile(file, password.clone(), store);
    } catch (IOException e) {
      throw new IOException("%s: wrong password, or damaged".formatted(file), e);
    } catch (GeneralSecurityException e) {
      throw new IOException("%s cannot be read".formatted(file), e);
    }
  }

  /** The key under this name with its chain. */
  public Optional<SigningIdentity> identity(String name) {
    try {
      if (!(store.getKey(name, password) instanceof PrivateKey key)) {
        return Optional.empty();
      }
      List<X509Certificate> chain =
          Arrays.stream(store.getCertificateChain(name)).map(X509Certificate.class::cast).toList();
      return Optional.of(new SigningIdentity(key, chain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Key %s cannot be read".formatted(name), e);
    }
  }

  /** Every name with its certificates, first the key's own; without opening any key. */
  public Map<String, List<X509Certificate>> chains() {
    Map<String, List<X509Certificate>> chains = new TreeMap<>();
    try {
      for (String name : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(name);
        if (chain != null) {
          chains.put(name, Arrays.stream(chain).map(X509Certificate.class::cast).toList());
        }
      }
      return chains;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("%s cannot be read".formatted(file), e);
    }
  }

  /** Keeps the identity under this name, in place of any before; written by {@link #save}. */
  public void put(String name, SigningIdentity identity) {
    try {
      store.setKeyEntry(
          name, identity.key(), password, identity.chain().toArray(Certificate[]::new));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Key %s cannot be kept".formatted(name), e);
    }
  }

  /** Writes everything, whole or not at all. */
  public void save() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      store.store(bytes, password);
    } catch (GeneralSecurityException e) {
      throw new IOException("%s cannot be written".formatted(file), e);
    }
    DurableFile.write(file, bytes.toByteArray());
  }
}
