package parley.prompts.source;

/** How much a {@link Finding} matters: an error makes its file unusable, a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}
