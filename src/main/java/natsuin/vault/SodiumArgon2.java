package natsuin.vault;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Argon2id by libsodium through the foreign-function API; a third to a quarter of the time that
 * Java implementations take. The library comes in a jar and is unpacked once per process.
 */
public final class SodiumArgon2 implements Argon2 {
  private static final int ALGORITHM_ARGON2ID13 = 2;
  private static final int SALT = 16;
  private static final int SHORTEST_HASH = 16;

  private final MethodHandle pwhash;

  private SodiumArgon2(MethodHandle pwhash) {
    this.pwhash = pwhash;
  }

  /** Empty on platforms for which there is no library: use another implementation there. */
  public static Optional<SodiumArgon2> load() {
    return Holder.INSTANCE;
  }

  @Override
  public byte[] hash(byte[] secret, byte[] salt, Argon2Parameters parameters, int length) {
    if (salt.length != SALT || length < SHORTEST_HASH) {
      throw new IllegalArgumentException("libsodium takes salts of 16 bytes, hashes from 16 up");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(length);
      MemorySegment in = arena.allocate(Math.max(1, secret.length));
      MemorySegment.copy(secret, 0, in, ValueLayout.JAVA_BYTE, 0, secret.length);
      MemorySegment saltIn = arena.allocateFrom(ValueLayout.JAVA_BYTE, salt);
      long memory = parameters.memoryKib() * 1024L;
      try {
        call(out, length, in, secret.length, saltIn, parameters.iterations(), memory);
        return out.toArray(ValueLayout.JAVA_BYTE);
      } finally {
        in.fill((byte) 0);
        out.fill((byte) 0);
      }
    }
  }

  private void call(
      MemorySegment out,
      long length,
      MemorySegment secret,
      long secretLength,
      MemorySegment salt,
      long iterations,
      long memoryBytes) {
    int failure;
    try {
      failure =
          (int)
              pwhash.invokeExact(
                  out,
                  length,
                  secret,
                  secretLength,
                  salt,
                  iterations,
                  memoryBytes,
                  ALGORITHM_ARGON2ID13);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (failure != 0) {
      throw new IllegalStateException("libsodium could not hash: most likely out of memory");
    }
  }

  private static Optional<SodiumArgon2> find() {
    Optional<String> resource = resource();
    if (resource.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream library = SodiumArgon2.class.getResourceAsStream(resource.get())) {
      return library == null ? Optional.empty() : Optional.of(link(library));
    } catch (IOException | IllegalArgumentException | UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  private static SodiumArgon2 link(InputStream library) throws IOException {
    Path file = Files.createTempFile("natsuin-libsodium-", ".lib");
    try {
      Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      BiFunction<Path, Arena, SymbolLookup> open = SymbolLookup::libraryLookup;
      SymbolLookup symbols = open.apply(file, Arena.global());
      Linker linker = Linker.nativeLinker();
      MethodHandle init =
          linker.downcallHandle(
              symbols.findOrThrow("sodium_init"), FunctionDescriptor.of(ValueLayout.JAVA_INT));
      initialize(init);
      return new SodiumArgon2(
          linker.downcallHandle(symbols.findOrThrow("crypto_pwhash"), signature()));
    } finally {
      deleteIfPossible(file);
    }
  }

  private static void initialize(MethodHandle init) {
    try {
      if ((int) init.invokeExact() < 0) {
        throw new UnsatisfiedLinkError("sodium_init failed");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** int crypto_pwhash(out, outlen, passwd, passwdlen, salt, opslimit, memlimit, alg). */
  private static FunctionDescriptor signature() {
    return FunctionDescriptor.of(
        ValueLayout.JAVA_INT,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_LONG,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_LONG,
        ValueLayout.ADDRESS,
        ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_LONG,
        ValueLayout.JAVA_INT);
  }

  /** Unix keeps a loaded library without its file; Windows does not let it go. */
  private static void deleteIfPossible(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }

  private static Optional<String> resource() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    if (os.contains("linux")) {
      return Optional.of(arm ? "/arm64/libsodium.so" : "/linux64/libsodium.so");
    }
    if (os.contains("mac")) {
      return Optional.of(arm ? "/mac_arm/libsodium.dylib" : "/mac/libsodium.dylib");
    }
    return os.contains("windows") ? Optional.of("/windows64/libsodium.dll") : Optional.empty();
  }

  private static final class Holder {
    private static final Optional<SodiumArgon2> INSTANCE = find();
  }
}
