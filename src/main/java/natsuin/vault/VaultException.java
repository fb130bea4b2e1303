package natsuin.vault;

/**
 * Ciphertext, a wrapped key or a stored hash that does not open: altered, swapped, made for another
 * owner, or under a key that is not here. Always a fault, never a user's mistake.
 */
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VaultException(String message) {
    super(message);
  }

  VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
