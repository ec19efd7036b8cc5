-- Schema version 1. Everything but `documents.text`, `documents.metadata` and `readings.body` can be computed again from
-- those three: the other columns and tables are there to sort and to search.

CREATE TABLE documents (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,      -- the first 12 hex digits of sha256
    sha256   TEXT NOT NULL UNIQUE,      -- of the text in UTF-8: the same text is the same document
    added    TEXT NOT NULL,             -- when it came into this file, UTC; no view and no export uses it
    title    TEXT,
    date     TEXT,                      -- EDTF
    metadata TEXT NOT NULL,             -- the Document as JSON, without its text
    text     TEXT NOT NULL
) STRICT;

-- What each reader found in each document. One is current: the one that was added last.
CREATE TABLE readings (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    reader   TEXT NOT NULL,             -- name and version
    current  INTEGER NOT NULL,
    body     TEXT NOT NULL,             -- the Reading as JSON, its document without text and metadata
    UNIQUE (document, reader)
) STRICT;

-- The entries of the current readings.
CREATE TABLE entries (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
    id       TEXT NOT NULL,
    kind     TEXT NOT NULL,
    first    TEXT,                      -- the earliest and the latest day that `when` allows
    last     TEXT,
    words    TEXT NOT NULL              -- the words behind it and the names of those in it
) STRICT;
CREATE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_by_document ON entries (document);
CREATE INDEX entries_by_day ON entries (first, last);

-- Full text, for scripts that separate words. A trigram table for Chinese, Japanese and Korean may follow.
CREATE VIRTUAL TABLE document_words USING fts5 (
    title, text, content = 'documents', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE entry_words USING fts5 (
    words, content = 'entries', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
