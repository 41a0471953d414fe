-- How a claim's source follows, how much it is worth checking, and what it measures in a form that other words share; who is what of which
-- organisation; and readings that people corrected.

ALTER TABLE claims ADD COLUMN attribution TEXT CHECK (attribution IN ('own', 'back', 'carried', 'counted'));
ALTER TABLE claims ADD COLUMN worth REAL NOT NULL DEFAULT 0 CHECK (worth BETWEEN 0 AND 1);
ALTER TABLE claims ADD COLUMN thing TEXT;

CREATE INDEX claims_thing ON claims (thing);
CREATE INDEX claims_worth ON claims (worth);

CREATE TABLE affiliations (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    person TEXT NOT NULL,
    function TEXT NOT NULL,
    organisation TEXT,
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX affiliations_person ON affiliations (person);

-- What people call an entity; the last of each counts, and an empty name takes it back.
CREATE TABLE entity_names (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL, -- entities.key
    called TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT;

CREATE INDEX entity_names_entity ON entity_names (entity, id);

-- Readings that people put right, by the digest of the article's key and the words, not by offset: they survive a new reading and a rebuild.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    article TEXT NOT NULL, -- the digest by which tombstones know it
    subject TEXT NOT NULL CHECK (subject IN ('figure', 'name')),
    words TEXT NOT NULL, -- as they stand there, in small letters
    nth TEXT NOT NULL, -- which of the same words, from 1; '*': all of them
    change TEXT NOT NULL CHECK (change IN ('period', 'none', 'entity', 'withdrawn')),
    value TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT;

CREATE INDEX corrections_article ON corrections (article, id);
