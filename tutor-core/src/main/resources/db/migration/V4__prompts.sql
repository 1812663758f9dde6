-- One dialect: this text runs on SQLite and on PostgreSQL.

-- Prompts for installations of several nodes; one node alone keeps them as files.

CREATE TABLE prompt_drafts (
    file_name VARCHAR(200) NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    -- SHA-256 of the text: an edit is saved only over the text that it was made from.
    hash VARCHAR(64) NOT NULL
);

CREATE TABLE prompt_versions (
    prompt VARCHAR(100) NOT NULL,
    id VARCHAR(64) NOT NULL,
    author VARCHAR(100) NOT NULL,
    at_ms BIGINT NOT NULL,
    message VARCHAR(1000) NOT NULL,
    PRIMARY KEY (prompt, id)
);

CREATE TABLE prompt_texts (
    prompt VARCHAR(100) NOT NULL,
    version_id VARCHAR(64) NOT NULL,
    file_name VARCHAR(200) NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (prompt, version_id, file_name),
    FOREIGN KEY (prompt, version_id) REFERENCES prompt_versions (prompt, id)
);

-- Append-only. "seq" counts one prompt's moves from 1.
CREATE TABLE prompt_moves (
    prompt VARCHAR(100) NOT NULL,
    seq INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    label VARCHAR(20) NOT NULL,
    version_id VARCHAR(64),
    share DOUBLE PRECISION NOT NULL,
    author VARCHAR(100) NOT NULL,
    at_ms BIGINT NOT NULL,
    message VARCHAR(1000) NOT NULL,
    forced VARCHAR(1000),
    PRIMARY KEY (prompt, seq)
);

-- One row, raised by every change: nodes look at it twice a second, and writers wait for one another at it.
CREATE TABLE prompt_changes (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    drafts BIGINT NOT NULL,
    moves BIGINT NOT NULL
);

INSERT INTO prompt_changes (id, drafts, moves) VALUES (1, 0, 0);
