-- Schema version 5; from_1.sql to from_4.sql make it of the older ones. Everything but `documents.text`,
-- `documents.metadata`, `documents.added`, `readings.body`, `readings.current`, `versions`, `judgements`, `arrivals` and
-- `looks` can be computed again from those: it is there to sort and to search.

CREATE TABLE documents (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,      -- the first 12 hex digits of sha256
    sha256   TEXT NOT NULL UNIQUE,      -- of the text in UTF-8: the same text is the same document
    added    TEXT NOT NULL,             -- when it came into this file, UTC: for who asks the file itself, no code reads it
    title    TEXT,
    date     TEXT,                      -- EDTF
    metadata TEXT NOT NULL,             -- the Document as JSON, without its text and what is empty
    text     TEXT NOT NULL
) STRICT;
CREATE INDEX documents_by_url ON documents (metadata ->> '$.url');
CREATE INDEX documents_by_date ON documents (date, id);

-- What each reader found in each document. One is current: the one that was added last.
CREATE TABLE readings (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    reader   TEXT NOT NULL,             -- name and version
    current  INTEGER NOT NULL,
    body     BLOB NOT NULL,             -- the Reading without its document, compressed against its text (body.py)
    UNIQUE (document, reader)
) STRICT;

-- The entries of the current readings, in the order that these have.
CREATE TABLE entries (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    id       TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_by_document ON entries (document);

-- A text that took the place of another (a page that was changed). It outlives both: a document may come back.
CREATE TABLE versions (
    newer TEXT PRIMARY KEY,             -- sha256 of a text
    older TEXT NOT NULL                 -- sha256 of the one whose place it takes
) STRICT;

-- What people judged (judgements.py). No row points here or from here: whatever is read again or removed, they stay.
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

-- What entered the record, in order, and how far each person has looked (arrivals.py): for "what is new?".
CREATE TABLE arrivals (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    made        TEXT NOT NULL,          -- when, UTC
    document    TEXT NOT NULL,          -- its id; it may have been removed since. Of what failed an id made of the path
    title       TEXT,                   -- of what failed the path
    what        TEXT NOT NULL,          -- added, version (of a changed page), updated, removed; failed, dismissed, mended
    why         TEXT NOT NULL,
    differences BLOB                    -- in what its entries differ from those before, as JSON, compressed (zlib)
) STRICT;
CREATE INDEX arrivals_by_document ON arrivals (document);
CREATE INDEX arrivals_failed ON arrivals (number) WHERE what = 'failed';
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

-- Which entries are one act (views/linking/kept.py): all six tables can be made again from readings and judgements.
CREATE TABLE linked (
    number   INTEGER PRIMARY KEY,
    document TEXT NOT NULL,             -- its id
    entry    TEXT NOT NULL,             -- its id
    act      INTEGER,                   -- the number of the first entry of its act
    about    INTEGER,                   -- the number of the entry that a decision or check is about
    first    INTEGER NOT NULL,          -- the days that an act of this kind binds, as ordinals
    last     INTEGER NOT NULL,
    facts    BLOB NOT NULL,             -- what is compared of it (views/linking/facts.py)
    UNIQUE (document, entry)
) STRICT;
CREATE INDEX linked_by_act ON linked (act);
CREATE INDEX linked_by_about ON linked (about) WHERE about IS NOT NULL;
CREATE INDEX linked_by_entry ON linked (entry);
CREATE TABLE linked_keys (              -- under what entries are found that may be one act (views/linking/keys.py)
    key    INTEGER NOT NULL,            -- hashed
    first  INTEGER NOT NULL,            -- the month or year from which on it holds, and for how many more
    number INTEGER NOT NULL,
    more   INTEGER NOT NULL,
    PRIMARY KEY (key, first, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE doubts (
    entry INTEGER NOT NULL,             -- its number, and that of the act which it may be
    act   INTEGER NOT NULL,
    why   TEXT NOT NULL
) STRICT;
CREATE INDEX doubts_by_entry ON doubts (entry);
CREATE INDEX doubts_by_act ON doubts (act);
CREATE TABLE alike (                    -- an entry, and an act that it is like besides its own and those of its doubts
    entry INTEGER NOT NULL,
    act   INTEGER NOT NULL
) STRICT;
CREATE INDEX alike_by_entry ON alike (entry);
CREATE INDEX alike_by_act ON alike (act);
CREATE TABLE unlinked (document TEXT PRIMARY KEY) STRICT;  -- that came, went or was read again since
CREATE TABLE linked_until (             -- one row: as far as this is done, and by which Dragoman
    judgements INTEGER NOT NULL,        -- the number of the last judgement
    version    TEXT NOT NULL
) STRICT;
INSERT INTO linked_until VALUES (0, '');

-- Where each entry stands in views that show a page at a time (views/paging/), made again act by act: from acts that are
-- `unshown`, into which the triggers put those that changed.
CREATE TABLE shown (
    number   INTEGER PRIMARY KEY,       -- of the entry in `linked`
    act      INTEGER NOT NULL,          -- the number of the first entry of its act
    leads    INTEGER NOT NULL,          -- 1: its act is shown by it
    kind     TEXT NOT NULL,
    status   TEXT,
    until    INTEGER,                   -- the last day (ordinal) that its time allows, where it ends with that
    who      TEXT NOT NULL,             -- the names of those in it, in small letters
    place    TEXT,                      -- the id of the place where it happens
    key      BLOB NOT NULL,             -- where its act stands in time: sorts as the timeline does
    doubt    BLOB                       -- sorts the most doubtful first; NULL: nobody is to look at it
) STRICT;
CREATE INDEX shown_by_act ON shown (act);
CREATE INDEX shown_in_time ON shown (key) WHERE leads;
CREATE INDEX shown_by_kind ON shown (kind, key);
CREATE INDEX shown_by_doubt ON shown (doubt) WHERE doubt IS NOT NULL;
CREATE TABLE unshown (act INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER linked_comes AFTER INSERT ON linked WHEN new.act IS NOT NULL
    BEGIN INSERT OR IGNORE INTO unshown VALUES (new.act); END;
CREATE TRIGGER linked_moves AFTER UPDATE OF act ON linked WHEN new.act IS NOT old.act
    BEGIN
        INSERT OR IGNORE INTO unshown SELECT old.act WHERE old.act IS NOT NULL;
        INSERT OR IGNORE INTO unshown SELECT new.act WHERE new.act IS NOT NULL;
    END;
CREATE TRIGGER linked_goes AFTER DELETE ON linked
    BEGIN
        INSERT OR IGNORE INTO unshown SELECT old.act WHERE old.act IS NOT NULL;
        DELETE FROM shown WHERE number = old.number;
    END;
CREATE TRIGGER doubts_come AFTER INSERT ON doubts
    BEGIN
        INSERT OR IGNORE INTO unshown SELECT act FROM linked WHERE number = new.entry AND act IS NOT NULL;
        INSERT OR IGNORE INTO unshown VALUES (new.act);
    END;
CREATE TRIGGER doubts_go AFTER DELETE ON doubts
    BEGIN
        INSERT OR IGNORE INTO unshown SELECT act FROM linked WHERE number = old.entry AND act IS NOT NULL;
        INSERT OR IGNORE INTO unshown VALUES (old.act);
    END;

-- Full text, for scripts that separate words. A trigram table for Chinese, Japanese and Korean may follow.
CREATE VIRTUAL TABLE document_words USING fts5 (
    title, text, content = 'documents', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Of entries the words behind them and the names of those in them (entered.py), by their numbers.
CREATE VIRTUAL TABLE entry_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
