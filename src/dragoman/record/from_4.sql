-- From schema version 4 to 5: what pages show is kept in order, and all lies closer. All that linking keeps is made anew.
-- The tables stand here as version 5 has them and stay so.

UPDATE documents SET metadata = json_patch('{}', metadata); -- without what is null
CREATE INDEX documents_by_date ON documents (date, id);

DROP TABLE entry_words;
CREATE VIRTUAL TABLE entry_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO entry_words (rowid, words) SELECT number, words FROM entries;
ALTER TABLE entries RENAME TO entries_4;
CREATE TABLE entries (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    id       TEXT NOT NULL
) STRICT;
INSERT INTO entries (number, document, id) SELECT number, document, id FROM entries_4;
DROP TABLE entries_4;
CREATE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_by_document ON entries (document);

UPDATE readings SET body = packed_anew(body, (SELECT text FROM documents WHERE documents.number = document));

DROP TABLE linked;
DROP TABLE linked_keys;
DROP TABLE doubts;
DROP TABLE unlinked;
DROP TABLE linked_until;

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

INSERT INTO unlinked (document) SELECT id FROM documents;

-- What could not be read is kept as an arrival (failures.py).
CREATE INDEX arrivals_failed ON arrivals (number) WHERE what = 'failed';
