package natsuin.boot;

/** Which policy each portal follows, by its name. */
public record PortalConfiguration(String mypage, String staff, String employer) {}
