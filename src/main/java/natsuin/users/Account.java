package natsuin.users;

/**
 * Somebody who can log in, with what the password is checked against. Never leaves the server.
 *
 * @param person the user or member of the staff
 * @param passwordHash a PHC string of the vault
 */
public record Account<P>(P person, String passwordHash) {
  @Override
  public String toString() {
    return "Account[" + person + "]";
  }
}
