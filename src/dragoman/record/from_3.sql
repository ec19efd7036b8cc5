-- From schema version 3 to 4: acts are kept. The tables stand here as version 4 has them and stay so.

-- Which entries are one act (views/linking/kept.py): all five tables can be made again from readings and judgements.
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
CREATE VIRTUAL TABLE linked_keys USING fts5 (
    keys, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TABLE doubts (
    entry INTEGER NOT NULL,             -- its number, and that of the act which it may be
    act   INTEGER NOT NULL,
    why   TEXT NOT NULL
) STRICT;
CREATE INDEX doubts_by_entry ON doubts (entry);
CREATE INDEX doubts_by_act ON doubts (act);
CREATE TABLE unlinked (document TEXT PRIMARY KEY) STRICT;  -- that came, went or was read again since
CREATE TABLE linked_until (             -- one row: as far as this is done, and by which Dragoman
    judgements INTEGER NOT NULL,        -- the number of the last judgement
    version    TEXT NOT NULL
) STRICT;
INSERT INTO linked_until VALUES (0, '');

INSERT INTO unlinked (document) SELECT id FROM documents;
