package natsuin.users;

import java.util.UUID;

/** What is needed to register an employer; see {@link Employer}. */
public record NewEmployer(
    String number,
    String name,
    String nameKana,
    String nameLatin,
    String postalCode,
    String address,
    UUID branch) {}
