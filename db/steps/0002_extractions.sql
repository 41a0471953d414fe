-- What was read from an article. All of it goes when its row in `extractions` goes, so a reading is replaced as a whole.
-- `nr` is the place in the list that the row came from; decimals are text, the generated columns are for sorting and facets.

CREATE TABLE extractions (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES runs (id),
    lemmas TEXT NOT NULL,
    stems TEXT NOT NULL
) STRICT;

CREATE INDEX extractions_run ON extractions (run);

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'place', 'other')),
    name TEXT NOT NULL
) STRICT;

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER, -- NULL: not in the list itself, only something in it refers to it
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'place', 'other')),
    name TEXT NOT NULL,
    entity INTEGER REFERENCES entities (id) ON DELETE SET NULL,
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX mentions_entity ON mentions (entity);

-- Nobody names it any more.
CREATE TRIGGER mentions_last_one AFTER DELETE ON mentions WHEN old.entity IS NOT NULL BEGIN
    DELETE FROM entities
    WHERE id = old.entity AND NOT EXISTS (SELECT 1 FROM mentions WHERE entity = old.entity);
END;

CREATE TABLE quantities (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'count', 'percent', 'percentage_point', 'money', 'fraction', 'share', 'factor', 'rate', 'measure', 'duration', 'age',
        'ordinal'
    )),
    value_low TEXT, -- NULL: vague ("tientallen")
    value_high TEXT, -- the same unless it is a range
    is_range INTEGER NOT NULL CHECK (is_range IN (0, 1)),
    strict_low TEXT, -- NULL: no bound
    strict_high TEXT,
    strict_low_open INTEGER NOT NULL CHECK (strict_low_open IN (0, 1)),
    strict_high_open INTEGER NOT NULL CHECK (strict_high_open IN (0, 1)),
    lenient_low TEXT,
    lenient_high TEXT,
    lenient_low_open INTEGER NOT NULL CHECK (lenient_low_open IN (0, 1)),
    lenient_high_open INTEGER NOT NULL CHECK (lenient_high_open IN (0, 1)),
    unit TEXT,
    hedge TEXT,
    digits TEXT NOT NULL,
    value_low_real REAL GENERATED ALWAYS AS (CAST(value_low AS REAL)) VIRTUAL,
    value_high_real REAL GENERATED ALWAYS AS (CAST(value_high AS REAL)) VIRTUAL,
    low_real REAL GENERATED ALWAYS AS (CAST(strict_low AS REAL)) VIRTUAL,
    high_real REAL GENERATED ALWAYS AS (CAST(strict_high AS REAL)) VIRTUAL,
    CHECK ((value_low IS NULL) = (value_high IS NULL)),
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX quantities_kind_value ON quantities (kind, unit, value_low_real);

CREATE TABLE periods (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    resolved INTEGER NOT NULL CHECK (resolved IN (0, 1)), -- 0: no publication date to count from
    start_day TEXT, -- NULL: open
    end_day TEXT, -- exclusive; NULL: open
    precision TEXT NOT NULL CHECK (precision IN (
        'day', 'week', 'month', 'quarter', 'half', 'season', 'year', 'decade', 'century', 'range'
    )),
    CHECK (end_day > start_day),
    CHECK (resolved OR (start_day IS NULL AND end_day IS NULL)),
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX periods_days ON periods (start_day, end_day);

CREATE TABLE period_alternatives (
    id INTEGER PRIMARY KEY,
    period INTEGER NOT NULL REFERENCES periods (id) ON DELETE CASCADE,
    nr INTEGER NOT NULL,
    start_day TEXT,
    end_day TEXT,
    UNIQUE (period, nr),
    CHECK (end_day > start_day)
) STRICT;

CREATE TABLE dates (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    weekday INTEGER,
    day INTEGER,
    month INTEGER,
    year INTEGER,
    week INTEGER,
    hour INTEGER,
    minute INTEGER,
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    cue TEXT NOT NULL,
    mention INTEGER REFERENCES mentions (id),
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX sources_mention ON sources (mention);
CREATE INDEX sources_name ON sources (name);

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES extractions (article) ON DELETE CASCADE,
    nr INTEGER,
    field TEXT NOT NULL CHECK (field IN ('title', 'text')),
    start_char INTEGER NOT NULL CHECK (start_char >= 0),
    end_char INTEGER NOT NULL,
    text TEXT NOT NULL,
    measure TEXT,
    phrase TEXT,
    quantity INTEGER REFERENCES quantities (id),
    period INTEGER REFERENCES periods (id),
    place TEXT,
    population TEXT,
    role TEXT NOT NULL CHECK (role IN (
        'level', 'from', 'to', 'change', 'share', 'part', 'total', 'average', 'minimum', 'maximum'
    )),
    source INTEGER REFERENCES sources (id),
    modality TEXT NOT NULL CHECK (modality IN ('asserted', 'estimated', 'expected', 'demanded', 'denied', 'hearsay')),
    frame INTEGER,
    cue_field TEXT CHECK (cue_field IN ('title', 'text')),
    cue_start INTEGER,
    cue_end INTEGER,
    cue_text TEXT,
    direction TEXT CHECK (direction IN ('up', 'down')),
    CHECK ((cue_field IS NULL) = (cue_text IS NULL)),
    CHECK (cue_end - cue_start = length(cue_text)),
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX claims_quantity ON claims (quantity);
CREATE INDEX claims_period ON claims (period);
CREATE INDEX claims_source ON claims (source);
CREATE INDEX claims_measure ON claims (measure, role);
