package natsuin.users;

/**
 * A person with what the password is checked against. Never leaves the server.
 *
 * @param passwordHash a PHC string of the vault
 */
public record Account(Person person, String passwordHash) {
  @Override
  public String toString() {
    return "Account[" + person.label() + "]";
  }
}
