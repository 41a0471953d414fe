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
, section TEXT, published_from TEXT, modified_from TEXT, reserved INTEGER CHECK (reserved IN (0, 1))) STRICT;

CREATE TRIGGER articles_take_findings BEFORE DELETE ON articles BEGIN
    DELETE FROM findings WHERE id IN (SELECT finding FROM finding_spans WHERE article = old.id);
END;

CREATE TRIGGER checks_article_changes
AFTER UPDATE OF url, source, title, text, published, modified, authors, agency, kind, skipped ON articles BEGIN
    UPDATE checks SET stamp = '' WHERE article = new.id AND stamp <> '';
END;

CREATE TRIGGER copies_article_changed AFTER UPDATE OF text_digest ON articles
WHEN old.text_digest IS NOT new.text_digest BEGIN
    DELETE FROM copies WHERE witness = (SELECT witness FROM copies WHERE article = old.id);
END;

CREATE TRIGGER copies_article_goes BEFORE DELETE ON articles BEGIN
    DELETE FROM copies WHERE witness = (SELECT witness FROM copies WHERE article = old.id);
END;

CREATE TRIGGER search_article_changed AFTER UPDATE OF title, text ON articles
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = new.id;
END;

CREATE TRIGGER search_article_comes AFTER INSERT ON articles BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = new.id;
END;

CREATE TRIGGER search_article_goes BEFORE DELETE ON articles BEGIN
    DELETE FROM extractions WHERE article = old.id;
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = old.id;
END;

CREATE TRIGGER search_article_leaves BEFORE UPDATE OF title, text ON articles
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
    DELETE FROM extractions WHERE article = old.id;
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = old.id;
END;

CREATE TRIGGER titles_article_goes AFTER DELETE ON articles BEGIN
    DELETE FROM titles WHERE rowid = old.id;
END;

CREATE INDEX articles_published ON articles (published);

CREATE INDEX articles_source_published ON articles (source, published);

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

CREATE TABLE check_keys (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL, -- no reference: what is gone is taken out when articles are next compared
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE checks (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    stamp TEXT NOT NULL, -- digest of the rules that it was checked with; '': it changed since
    matter INTEGER, -- lowest id among the articles about one matter, its own if it is alone; NULL: to be compared again
    figures INTEGER NOT NULL,
    checkable INTEGER NOT NULL,
    checked INTEGER NOT NULL,
    keys BLOB NOT NULL -- what others find it by, eight bytes each; empty: it changed since
) STRICT;

CREATE TRIGGER checks_reopen AFTER UPDATE OF stamp ON checks WHEN new.stamp = '' AND old.stamp <> '' BEGIN
    INSERT INTO key_changes (article, keys, gained) SELECT old.article, old.keys, 0 WHERE length(old.keys);
    UPDATE checks SET matter = NULL WHERE matter = old.matter;
    UPDATE checks SET matter = NULL, keys = x'' WHERE article = old.article;
END;

CREATE INDEX checks_matter ON checks (matter);

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
    direction TEXT CHECK (direction IN ('up', 'down')), attribution TEXT CHECK (attribution IN ('own', 'back', 'carried', 'counted')), worth REAL NOT NULL DEFAULT 0 CHECK (worth BETWEEN 0 AND 1), thing TEXT,
    CHECK ((cue_field IS NULL) = (cue_text IS NULL)),
    CHECK (cue_end - cue_start = length(cue_text)),
    UNIQUE (article, nr),
    CHECK (end_char - start_char = length(text))
) STRICT;

CREATE INDEX claims_counted ON claims (measure, article, quantity) WHERE measure IS NOT NULL AND quantity IS NOT NULL;

CREATE INDEX claims_measure ON claims (measure, role);

CREATE INDEX claims_period ON claims (period);

CREATE INDEX claims_quantity ON claims (quantity);

CREATE INDEX claims_said ON claims (source, article, quantity) WHERE source IS NOT NULL AND quantity IS NOT NULL;

CREATE INDEX claims_source ON claims (source);

CREATE INDEX claims_thing ON claims (thing);

CREATE INDEX claims_worth ON claims (worth);

CREATE VIEW claims_read AS SELECT c.id, c.article, a.source AS medium, a.title, substr(a.published, 1, 10) AS published, c.measure, c.phrase, c.role, q.text AS figure, q.kind, q.value_low, q.value_high, q.unit, p.text AS period, p.start_day, date(p.end_day, '-1 day') AS last_day, c.place, c.population, s.name AS source, s.cue, c.attribution, c.modality, c.worth, c.thing, c.frame, c.direction, c.text AS sentence FROM claims AS c JOIN articles AS a ON a.id = c.article LEFT JOIN quantities AS q ON q.id = c.quantity LEFT JOIN periods AS p ON p.id = c.period LEFT JOIN sources AS s ON s.id = c.source;

CREATE TABLE common_keys (
    key INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    signature BLOB NOT NULL,
    witness INTEGER NOT NULL -- the lowest id among the copies of one text; its own if it has none
) STRICT;

CREATE INDEX copies_witness ON copies (witness);

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

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'place', 'other')),
    name TEXT NOT NULL
, mentions INTEGER NOT NULL DEFAULT 0, articles INTEGER NOT NULL DEFAULT 0, figures INTEGER NOT NULL DEFAULT 0, credited INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE INDEX entities_credited ON entities (figures DESC, name) WHERE figures > 0;

CREATE INDEX entities_named ON entities (kind, mentions DESC, name) WHERE mentions > 0;

CREATE VIEW entities_read AS SELECT e.id, e.kind, e.name, count(*) AS mentions, count(DISTINCT m.article) AS articles FROM entities AS e JOIN mentions AS m ON m.entity = e.id WHERE m.nr IS NOT NULL GROUP BY e.id;

CREATE TABLE entity_merges (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL, -- entities.key
    same_as TEXT NOT NULL, -- entities.key of the one that stays; equal to `entity`: merged no longer
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT;

CREATE INDEX entity_merges_entity ON entity_merges (entity, id);

CREATE TABLE entity_names (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL, -- entities.key
    called TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) STRICT;

CREATE INDEX entity_names_entity ON entity_names (entity, id);

CREATE TABLE extractions (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    run INTEGER NOT NULL REFERENCES runs (id),
    lemmas TEXT NOT NULL,
    stems TEXT NOT NULL
) STRICT;

CREATE TRIGGER checks_reading_goes AFTER DELETE ON extractions BEGIN
    UPDATE checks SET stamp = '' WHERE article = old.article AND stamp <> '';
END;

CREATE TRIGGER extractions_counted BEFORE DELETE ON extractions BEGIN
    UPDATE entities SET mentions = entities.mentions - n.mentions, articles = entities.articles - 1
    FROM (
        SELECT entity, count(*) AS mentions FROM mentions
        WHERE article = old.article AND nr IS NOT NULL AND entity IS NOT NULL GROUP BY entity
    ) AS n WHERE n.entity = entities.id;
    UPDATE entities SET figures = entities.figures - n.figures, credited = entities.credited - 1
    FROM (
        SELECT m.entity, count(*) AS figures
        FROM claims AS c JOIN sources AS s ON s.id = c.source JOIN mentions AS m ON m.id = s.mention
        WHERE c.article = old.article AND c.quantity IS NOT NULL AND m.entity IS NOT NULL GROUP BY m.entity
    ) AS n WHERE n.entity = entities.id;
END;

CREATE TRIGGER search_extraction_changes BEFORE UPDATE ON extractions BEGIN
    SELECT RAISE(ABORT, 'an extraction is replaced, not changed');
END;

CREATE TRIGGER search_extraction_comes AFTER INSERT ON extractions BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = new.article;
END;

CREATE TRIGGER search_extraction_expected BEFORE INSERT ON extractions BEGIN
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = new.article;
END;

CREATE TRIGGER search_extraction_gone AFTER DELETE ON extractions BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = old.article;
END;

CREATE TRIGGER search_extraction_leaves BEFORE DELETE ON extractions BEGIN
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = old.article;
END;

CREATE TRIGGER titles_extraction_gone AFTER DELETE ON extractions BEGIN
    UPDATE titles SET lemma = '', stem = '', again_lemma = '', again_stem = '' WHERE rowid = old.article;
END;

CREATE INDEX extractions_run ON extractions (run);

CREATE TABLE failures (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    step TEXT NOT NULL,
    reason TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id),
    at TEXT NOT NULL,
    UNIQUE (url, step)
) STRICT;

CREATE VIEW figures_read AS SELECT q.id, q.article, a.source, a.title, substr(a.published, 1, 10) AS published, q.text, q.kind, q.hedge, q.value_low, q.value_high, q.unit, q.low_real AS low, q.high_real AS high, ( SELECT s.text FROM sentences AS s WHERE s.article = q.article AND s.field = q.field AND s.start_char <= q.start_char AND q.end_char <= s.end_char ORDER BY s.start_char DESC LIMIT 1 ) AS sentence, q.field, q.start_char, q.end_char FROM quantities AS q JOIN articles AS a ON a.id = q.article WHERE q.nr IS NOT NULL;

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

CREATE VIEW findings_open AS SELECT f.id, f.key, f.rule, f.level, f.article, a.source, a.title, substr(a.published, 1, 10) AS published, f.message_nl, f.message_en, (SELECT group_concat(fs.text, ' | ') FROM finding_spans AS fs WHERE fs.finding = f.id) AS figures, ( SELECT s.text FROM finding_spans AS fs JOIN sentences AS s ON s.article = fs.article AND s.field = fs.field AND s.start_char <= fs.start_char AND fs.end_char <= s.end_char WHERE fs.finding = f.id AND fs.nr = 0 ORDER BY s.start_char DESC LIMIT 1 ) AS quote, j.verdict, j.name AS judged_by FROM findings AS f JOIN articles AS a ON a.id = f.article LEFT JOIN verdicts AS j ON j.id = (SELECT max(v.id) FROM verdicts AS v WHERE v.finding = f.key) WHERE f.gone_run IS NULL AND coalesce(j.verdict, 'withdrawn') IN ('later', 'withdrawn');

CREATE TABLE key_changes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    keys BLOB NOT NULL,
    gained INTEGER NOT NULL CHECK (gained IN (0, 1))
) STRICT;

CREATE TABLE leftovers (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE listings (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('feed', 'sitemap', 'section')),
    state TEXT NOT NULL CHECK (state IN ('read', 'unchanged', 'failed')),
    etag TEXT,
    last_modified TEXT,
    found INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1)),
    polled_at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id)
) STRICT;

CREATE INDEX listings_source ON listings (source);

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

CREATE TRIGGER mentions_last_one AFTER DELETE ON mentions WHEN old.entity IS NOT NULL BEGIN
    DELETE FROM entities
    WHERE id = old.entity AND NOT EXISTS (SELECT 1 FROM mentions WHERE entity = old.entity);
END;

CREATE INDEX mentions_counted ON mentions (entity, article, nr) WHERE nr IS NOT NULL AND entity IS NOT NULL;

CREATE INDEX mentions_entity ON mentions (entity);

CREATE VIRTUAL TABLE occurrences USING fts5vocab (search, 'instance');

CREATE TABLE period_alternatives (
    id INTEGER PRIMARY KEY,
    period INTEGER NOT NULL REFERENCES periods (id) ON DELETE CASCADE,
    nr INTEGER NOT NULL,
    start_day TEXT,
    end_day TEXT,
    UNIQUE (period, nr),
    CHECK (end_day > start_day)
) STRICT;

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

CREATE TABLE reference_tables (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT,
    source TEXT,
    definition TEXT,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    columns TEXT NOT NULL CHECK (json_valid(columns)), -- which column, or which constant, each field was read from
    added_at TEXT NOT NULL,
    UNIQUE (digest, columns)
) STRICT;

CREATE TABLE reference_values (
    id INTEGER PRIMARY KEY,
    reference_table INTEGER NOT NULL REFERENCES reference_tables (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    measure TEXT NOT NULL CHECK (measure <> ''),
    period TEXT NOT NULL,
    start_day TEXT NOT NULL,
    end_day TEXT NOT NULL CHECK (end_day > start_day), -- exclusive
    value TEXT NOT NULL,
    step TEXT NOT NULL, -- what the last digit stands for: 1000 in a table "x 1 000"
    unit TEXT,
    place TEXT,
    population TEXT,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1))
) STRICT;

CREATE INDEX reference_values_of ON reference_values (reference_table);

CREATE TABLE reservations (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    article INTEGER REFERENCES articles (id) ON DELETE CASCADE, -- NULL: of the whole site
    kind TEXT NOT NULL CHECK (kind IN ('notice', 'signal', 'tdm')),
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id)
) STRICT;

CREATE INDEX reservations_article ON reservations (article);

CREATE INDEX reservations_site ON reservations (site);

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

CREATE VIRTUAL TABLE search USING fts5 (
    surface, lemma, stem,
    content = 'searchable', content_rowid = 'article',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIEW searchable AS
SELECT
    articles.id AS article,
    coalesce(articles.title || char(10, 10), '') || articles.text AS surface,
    coalesce(extractions.lemmas, '') AS lemma,
    coalesce(extractions.stems, '') AS stem
FROM articles
LEFT JOIN extractions ON extractions.article = articles.id;

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

CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL UNIQUE, -- scheme, host and port
    status INTEGER,
    robots BLOB NOT NULL,
    tdmrep BLOB NOT NULL,
    asked_at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id)
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

CREATE TABLE stems (
    id INTEGER PRIMARY KEY,
    term TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIRTUAL TABLE titles USING fts5 (
    surface, lemma, stem,
    again_surface, again_lemma, again_stem,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE tombstones (
    id INTEGER PRIMARY KEY,
    key_digest TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE verdicts (
    id INTEGER PRIMARY KEY,
    finding TEXT NOT NULL, -- findings.key; no foreign key, so it outlives a rebuild
    verdict TEXT NOT NULL CHECK (verdict IN ('wrong', 'right', 'later', 'withdrawn')),
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
, articles TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(articles))) STRICT;

CREATE TRIGGER verdicts_append_only BEFORE UPDATE ON verdicts BEGIN
    SELECT RAISE(ABORT, 'verdicts are only added');
END;

CREATE INDEX verdicts_finding ON verdicts (finding, id);

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

CREATE TRIGGER checks_version_comes AFTER INSERT ON versions BEGIN
    UPDATE checks SET stamp = '' WHERE article = new.article AND stamp <> '';
END;

CREATE TRIGGER checks_version_goes AFTER DELETE ON versions BEGIN
    UPDATE checks SET stamp = '' WHERE article = old.article AND stamp <> '';
END;

CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    source TEXT NOT NULL,
    listing TEXT,
    title TEXT,
    published TEXT,
    modified TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'passed', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT,
    article INTEGER REFERENCES articles (id) ON DELETE CASCADE,
    found_at TEXT NOT NULL,
    visited_at TEXT,
    run INTEGER NOT NULL REFERENCES runs (id)
) STRICT;

CREATE INDEX visits_article ON visits (article);

CREATE INDEX visits_source ON visits (source, visited_at);

CREATE INDEX visits_waiting ON visits (site, id) WHERE state = 'waiting';

CREATE VIRTUAL TABLE vocabulary USING fts5vocab (search, 'col');

