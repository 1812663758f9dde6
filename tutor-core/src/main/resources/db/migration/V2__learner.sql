-- One dialect: this text runs on SQLite and on PostgreSQL.

-- What follows from the journal and can be rebuilt from it at any time.

-- The place of an event among all: how difficult an item is depends on the order of all learners' answers.
ALTER TABLE journal ADD COLUMN place BIGINT;

-- The course of the event's conversation, so that a learner's events on one course are one stretch of an index.
ALTER TABLE journal ADD COLUMN course_id VARCHAR(128);

UPDATE journal
SET place = placed.place,
    course_id = placed.course_id
FROM (
    SELECT learner_id, seq, course_id, ROW_NUMBER() OVER (ORDER BY reached_ms, learner_id, seq) AS place
    FROM (
        -- A clock that went back must not turn a learner's own order round.
        SELECT j.learner_id, j.seq, c.course_id,
            MAX(j.at_ms) OVER (PARTITION BY j.learner_id ORDER BY j.seq) AS reached_ms
        FROM journal j JOIN conversations c ON c.id = j.conversation_id
    ) AS reached
) AS placed
WHERE journal.learner_id = placed.learner_id AND journal.seq = placed.seq;

CREATE UNIQUE INDEX journal_by_place ON journal (place);
CREATE INDEX journal_by_course ON journal (learner_id, course_id, seq);

-- One row: the last place given, and the version of the folds that item_ratings and hand_offs were made with.
CREATE TABLE journal_state (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    places BIGINT NOT NULL,
    fold_version INTEGER NOT NULL
);

INSERT INTO journal_state (id, places, fold_version) SELECT 1, COALESCE(MAX(place), 0), 0 FROM journal;

-- The fold of a learner's events up to "seq": on one course, or with an empty course id, over all.
CREATE TABLE learner_snapshots (
    learner_id VARCHAR(36) NOT NULL,
    course_id VARCHAR(128) NOT NULL,
    seq BIGINT NOT NULL,
    fold_version INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (learner_id, course_id)
);

-- How difficult items and concepts are, in logits, by all learners' first answers. "kind" is item or concept.
CREATE TABLE item_ratings (
    course_id VARCHAR(128) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    rated_id VARCHAR(256) NOT NULL,
    difficulty DOUBLE PRECISION NOT NULL,
    answers BIGINT NOT NULL,
    PRIMARY KEY (course_id, kind, rated_id)
);

-- Questions that learners asked to be passed to a teacher; "ordinal" tells several of one reply apart.
CREATE TABLE hand_offs (
    place BIGINT NOT NULL,
    ordinal INTEGER NOT NULL,
    learner_id VARCHAR(36) NOT NULL,
    conversation_id VARCHAR(36) NOT NULL,
    course_id VARCHAR(128) NOT NULL,
    question TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (place, ordinal)
);
