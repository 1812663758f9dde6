package parley.tutor.models.routing;

/** Whether a model may be asked now; who gets leave reports to its {@link EndpointHealth} how it went, once. */
enum Leave {
    /** The breaker is closed. */
    FREE,
    /** The one request that tries a model which cooled down. */
    PROBE,
    /** Not now. */
    NONE
}
