-- From schema version 2 to 3: what enters the record is noted, and how far each person has looked. The tables stand here
-- as version 3 has them; tests/record/test_migration.py compares what the two make.

CREATE TABLE arrivals (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    made        TEXT NOT NULL,          -- when, UTC
    document    TEXT NOT NULL,          -- its id; it may have been removed since
    title       TEXT,
    what        TEXT NOT NULL,          -- added, version (of a changed page), updated, removed
    why         TEXT NOT NULL,
    differences BLOB                    -- in what its entries differ from those before, as JSON, compressed (zlib)
) STRICT;
CREATE INDEX arrivals_by_document ON arrivals (document);
CREATE TRIGGER arrivals_never_change BEFORE UPDATE ON arrivals
    BEGIN SELECT RAISE (ABORT, 'arrivals are only ever added'); END;
CREATE TRIGGER arrivals_never_go BEFORE DELETE ON arrivals
    BEGIN SELECT RAISE (ABORT, 'arrivals are only ever added'); END;
CREATE TABLE looks (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    who       TEXT NOT NULL,
    made      TEXT NOT NULL,
    arrival   INTEGER NOT NULL,         -- the last number of arrivals and of judgements that was shown
    judgement INTEGER NOT NULL
) STRICT;
CREATE INDEX looks_by_person ON looks (who, number);
CREATE TRIGGER looks_never_change BEFORE UPDATE ON looks
    BEGIN SELECT RAISE (ABORT, 'looks are only ever added'); END;
CREATE TRIGGER looks_never_go BEFORE DELETE ON looks
    BEGIN SELECT RAISE (ABORT, 'looks are only ever added'); END;

INSERT INTO arrivals (made, document, title, what, why)
    SELECT added, id, title, 'added', '' FROM documents ORDER BY number;
