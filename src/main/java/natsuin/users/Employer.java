package natsuin.users;

import java.time.Instant;
import java.util.UUID;

/**
 * A customer of the employer portal 事業主.
 *
 * @param number 事業主番号, ten digits as letters show it
 * @param nameLatin organization in the client certificates of its users
 * @param postalCode seven digits
 * @param version rises with every change; who changes it says which he saw
 */
public record Employer(
    UUID id,
    String number,
    String name,
    String nameKana,
    String nameLatin,
    String postalCode,
    String address,
    Branch branch,
    int version,
    Instant createdAt) {}
