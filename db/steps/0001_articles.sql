-- What was collected: runs, articles, their versions, where the raw pages lie, and what could not be read.
-- Offsets count code points, in SQLite as in Python. Times are ISO 8601; those klopt writes itself are in UTC.

PRAGMA application_id = 1802268788; -- "klpt": how klopt, and `file`, know the database for one of ours

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind <> ''),
    started_at TEXT NOT NULL,
    finished_at TEXT, -- NULL: still going, or killed
    klopt_version TEXT NOT NULL,
    model TEXT,
    model_version TEXT,
    reader_version TEXT NOT NULL,
    config TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(config))
) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE, -- address, file URI, or digest of a text without either
    name TEXT NOT NULL, -- what its owner called it when it was first added
    url TEXT UNIQUE,
    source TEXT,
    title TEXT,
    text TEXT NOT NULL,
    published TEXT,
    modified TEXT,
    authors TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(authors)),
    agency TEXT,
    language TEXT,
    paywall INTEGER CHECK (paywall IN (0, 1)),
    kind TEXT NOT NULL CHECK (kind IN ('article', 'liveblog', 'front', 'gate', 'video', 'other')),
    skipped TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(skipped)),
    text_digest TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    added_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id)
) STRICT;

CREATE INDEX articles_source_published ON articles (source, published);
CREATE INDEX articles_published ON articles (published);

CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    nr INTEGER NOT NULL CHECK (nr >= 1),
    digest TEXT NOT NULL,
    title TEXT,
    text TEXT NOT NULL,
    published TEXT,
    modified TEXT,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL CHECK (last_seen >= first_seen),
    run INTEGER NOT NULL REFERENCES runs (id),
    UNIQUE (article, nr),
    UNIQUE (article, digest)
) STRICT;

CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    version INTEGER NOT NULL,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL CHECK (offset >= 0),
    length INTEGER NOT NULL CHECK (length > 0),
    digest TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    UNIQUE (file, offset, article),
    FOREIGN KEY (article, version) REFERENCES versions (article, nr) ON DELETE CASCADE
) STRICT;

CREATE INDEX captures_article ON captures (article, version);

CREATE TABLE failures (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    step TEXT NOT NULL,
    reason TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    at TEXT NOT NULL,
    UNIQUE (url, step)
) STRICT;
