-- One dialect: this text runs on SQLite and on PostgreSQL.

CREATE TABLE conversations (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    learner_id VARCHAR(36) NOT NULL,
    course_id VARCHAR(128) NOT NULL,
    opened_at BIGINT NOT NULL,
    -- The number of the event that opened it: "the last one" must not hang on a clock.
    opened_seq BIGINT NOT NULL,
    UNIQUE (id, learner_id)
);

CREATE INDEX conversations_by_learner ON conversations (learner_id, opened_seq);

-- Append-only. "seq" counts one learner's events from 1 over all conversations.
CREATE TABLE journal (
    learner_id VARCHAR(36) NOT NULL,
    seq BIGINT NOT NULL,
    conversation_id VARCHAR(36) NOT NULL,
    kind VARCHAR(64) NOT NULL,
    turn_id VARCHAR(64),
    at_ms BIGINT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (learner_id, seq),
    -- A conversation belongs to the learner who opened it.
    FOREIGN KEY (conversation_id, learner_id) REFERENCES conversations (id, learner_id),
    -- The same turn sent twice is stored once.
    UNIQUE (conversation_id, kind, turn_id)
);

CREATE INDEX journal_by_conversation ON journal (conversation_id, seq);
