-- One dialect: this text runs on SQLite and on PostgreSQL.

-- What models cost, by day of UTC. A row with an empty model is everybody's sum of the day: who writes raises it first,
-- and so waits for whoever reserves at the same time.
CREATE TABLE model_spend (
    day VARCHAR(10) NOT NULL,
    learner_id VARCHAR(64) NOT NULL,
    model VARCHAR(64) NOT NULL,
    tokens BIGINT NOT NULL,
    cost_nanos BIGINT NOT NULL,
    PRIMARY KEY (day, learner_id, model)
);

-- What was set aside for calls under way. One that was never settled, since its process died, counts until it expires.
CREATE TABLE model_reservations (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    day VARCHAR(10) NOT NULL,
    learner_id VARCHAR(64) NOT NULL,
    model VARCHAR(64) NOT NULL,
    tokens BIGINT NOT NULL,
    cost_nanos BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
);

CREATE INDEX model_reservations_by_day ON model_reservations (day, learner_id);
