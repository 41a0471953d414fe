-- The crawl: what sites allow and reserve, which listings were looked at, and the state of every page that was found. Queue, state and result are
-- written in the transaction of the article itself.

CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    site TEXT NOT NULL UNIQUE, -- scheme, host and port
    status INTEGER,
    robots BLOB NOT NULL,
    tdmrep BLOB NOT NULL,
    asked_at TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (id)
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

CREATE INDEX visits_waiting ON visits (site, id) WHERE state = 'waiting';
CREATE INDEX visits_source ON visits (source, visited_at);
CREATE INDEX visits_article ON visits (article);

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

CREATE INDEX reservations_site ON reservations (site);
CREATE INDEX reservations_article ON reservations (article);
