package parley.api;

/** The version of this build. */
public final class Version {
    private Version() {}

    /** As the build stamped it, or {@code development} when run from classes. */
    public static String text() {
        String stamped = Version.class.getPackage().getImplementationVersion();
        return stamped == null ? "development" : stamped;
    }
}
