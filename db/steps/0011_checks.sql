-- What the last check looked at, so that the next one looks at what is new and at what that touches.

CREATE TABLE checks (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    stamp TEXT NOT NULL, -- digest of the rules that it was checked with; '': it changed since
    matter INTEGER, -- lowest id among the articles about one matter, its own if it is alone; NULL: to be compared again
    figures INTEGER NOT NULL,
    checkable INTEGER NOT NULL,
    checked INTEGER NOT NULL,
    keys BLOB NOT NULL -- what others find it by, eight bytes each; empty: it changed since
) STRICT;

CREATE INDEX checks_matter ON checks (matter);

-- The same keys the other way round. Two articles are compared only if they share one that is not in `common_keys`.
CREATE TABLE check_keys (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL, -- no reference: what is gone is taken out when articles are next compared
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE common_keys (
    key INTEGER PRIMARY KEY
) STRICT;

-- Keys that articles got or lost and `check_keys` does not know of yet.
CREATE TABLE key_changes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL,
    keys BLOB NOT NULL,
    gained INTEGER NOT NULL CHECK (gained IN (0, 1))
) STRICT;

-- An article that changes may be what held the others together: they are compared again.
CREATE TRIGGER checks_reopen AFTER UPDATE OF stamp ON checks WHEN new.stamp = '' AND old.stamp <> '' BEGIN
    INSERT INTO key_changes (article, keys, gained) SELECT old.article, old.keys, 0 WHERE length(old.keys);
    UPDATE checks SET matter = NULL WHERE matter = old.matter;
    UPDATE checks SET matter = NULL, keys = x'' WHERE article = old.article;
END;

-- The search already takes the reading of an article away before the article goes.
CREATE TRIGGER checks_reading_goes AFTER DELETE ON extractions BEGIN
    UPDATE checks SET stamp = '' WHERE article = old.article AND stamp <> '';
END;

-- Rules and messages know of these too; none of them takes the reading away by itself.
CREATE TRIGGER checks_article_changes
AFTER UPDATE OF url, source, title, text, published, modified, authors, agency, kind, skipped ON articles BEGIN
    UPDATE checks SET stamp = '' WHERE article = new.id AND stamp <> '';
END;
