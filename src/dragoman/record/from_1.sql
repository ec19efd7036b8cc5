-- From schema version 1 to 2: readings are compressed, judgements and versions are kept. The tables stand here as
-- version 2 has them and stay so when schema.sql goes on; tests/record/test_migration.py compares what the two make.

ALTER TABLE readings RENAME TO readings_1;

CREATE TABLE readings (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    reader   TEXT NOT NULL,             -- name and version
    current  INTEGER NOT NULL,
    body     BLOB NOT NULL,             -- the Reading as JSON, its document without text and metadata, compressed (zlib)
    UNIQUE (document, reader)
) STRICT;

INSERT INTO readings (number, document, reader, current, body)
    SELECT number, document, reader, current, packed_text(body) FROM readings_1;

DROP TABLE readings_1;

CREATE INDEX documents_by_url ON documents (metadata ->> '$.url');

CREATE TABLE versions (
    newer TEXT PRIMARY KEY,             -- sha256 of a text
    older TEXT NOT NULL                 -- sha256 of the one whose place it takes
) STRICT;

CREATE TABLE judgements (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,  -- sqlite_sequence knows the last one: a cut end shows
    id       TEXT NOT NULL UNIQUE,      -- made of all that the body says
    made     TEXT NOT NULL,             -- when, UTC; among those on one thing the last one stands
    body     TEXT NOT NULL,             -- the Judged as JSON
    link     TEXT NOT NULL              -- sha256 of the link before and the body
) STRICT;
CREATE INDEX judgements_by_time ON judgements (made, id);
CREATE TRIGGER judgements_never_change BEFORE UPDATE ON judgements
    BEGIN SELECT RAISE (ABORT, 'judgements are only ever added'); END;
CREATE TRIGGER judgements_never_go BEFORE DELETE ON judgements
    BEGIN SELECT RAISE (ABORT, 'judgements are only ever added'); END;
