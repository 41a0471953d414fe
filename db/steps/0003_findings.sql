-- What the checks found, and what people think of it. Verdicts hang on the finding's content key, not on its row.

CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    rule TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('error', 'warning', 'note')),
    message_nl TEXT NOT NULL,
    message_en TEXT NOT NULL,
    stated TEXT CHECK (stated IS NULL OR json_valid(stated)),
    recomputed TEXT CHECK (recomputed IS NULL OR json_valid(recomputed)),
    repairs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(repairs)),
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- the one it stands with
    first_run INTEGER NOT NULL REFERENCES runs (id),
    last_run INTEGER NOT NULL REFERENCES runs (id),
    gone_run INTEGER REFERENCES runs (id) -- NULL: it stands
) STRICT;

CREATE INDEX findings_article ON findings (article, gone_run);
CREATE INDEX findings_rule ON findings (rule, level);

CREATE TABLE finding_spans (
    id INTEGER PRIMARY KEY,
    finding INTEGER NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    nr INTEGER NOT NULL CHECK (nr >= 0),
    article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    version INTEGER NOT NULL, -- of the article, when the check last found it: the offsets count in that text
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (finding, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX finding_spans_article ON finding_spans (article, finding);

-- A finding quotes all its articles: when one is taken out for good, so is the finding.
CREATE TRIGGER articles_take_findings BEFORE DELETE ON articles BEGIN
    DELETE FROM findings WHERE id IN (SELECT finding FROM finding_spans WHERE article = old.id);
END;

CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY,
    finding TEXT NOT NULL, -- findings.key; no foreign key, so it outlives a rebuild
    verdict TEXT NOT NULL CHECK (verdict IN ('wrong', 'right', 'later', 'withdrawn')),
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT;

CREATE INDEX verdicts_finding ON verdicts (finding, id);

CREATE TRIGGER verdicts_append_only BEFORE UPDATE ON verdicts BEGIN
    SELECT RAISE(ABORT, 'verdicts are only added');
END;

CREATE TABLE entity_merges (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL, -- entities.key
    same_as TEXT NOT NULL, -- entities.key of the one that stays; equal to `entity`: merged no longer
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT;

CREATE INDEX entity_merges_entity ON entity_merges (entity, id);

-- An address may name a person, so what is forgotten is known by the digest of its key alone.
CREATE TABLE tombstones (
    id INTEGER PRIMARY KEY,
    key_digest TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
