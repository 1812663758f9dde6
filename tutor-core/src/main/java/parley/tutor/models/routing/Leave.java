package parley.tutor.models.routing;

/** Whether a model may be asked now; who gets leave reports to its {@link EndpointHealth} how it went, once. */
enum Leave {
    /** The breaker is closed. */
    FREE,
    /** The one request that tries a model which cooled down. */
    PROBE,
    /** The probe whose first words came: it closed the breaker, and opens it again if it fails yet. */
    SPEAKING_PROBE,
    /** Not now. */
    NONE
}
