-- Full text. The index keeps no text of its own: the triggers tell it what goes and what comes, and both must be exactly what the view
-- showed, so surface, lemmas and stems change only through these triggers.

CREATE VIEW searchable AS
SELECT
    articles.id AS article,
    coalesce(articles.title || char(10, 10), '') || articles.text AS surface,
    coalesce(extractions.lemmas, '') AS lemma,
    coalesce(extractions.stems, '') AS stem
FROM articles
LEFT JOIN extractions ON extractions.article = articles.id;

CREATE VIRTUAL TABLE search USING fts5 (
    surface, lemma, stem,
    content = 'searchable', content_rowid = 'article',
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER search_article_comes AFTER INSERT ON articles BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = new.id;
END;

-- Another title or text: what was read from the old one is no longer true.
CREATE TRIGGER search_article_leaves BEFORE UPDATE OF title, text ON articles
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
    DELETE FROM extractions WHERE article = old.id;
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = old.id;
END;

CREATE TRIGGER search_article_changed AFTER UPDATE OF title, text ON articles
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = new.id;
END;

CREATE TRIGGER search_article_goes BEFORE DELETE ON articles BEGIN
    DELETE FROM extractions WHERE article = old.id;
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = old.id;
END;

CREATE TRIGGER search_extraction_expected BEFORE INSERT ON extractions BEGIN
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = new.article;
END;

CREATE TRIGGER search_extraction_comes AFTER INSERT ON extractions BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = new.article;
END;

CREATE TRIGGER search_extraction_changes BEFORE UPDATE ON extractions BEGIN
    SELECT RAISE(ABORT, 'an extraction is replaced, not changed');
END;

CREATE TRIGGER search_extraction_leaves BEFORE DELETE ON extractions BEGIN
    INSERT INTO search (search, rowid, surface, lemma, stem)
    SELECT 'delete', article, surface, lemma, stem FROM searchable WHERE article = old.article;
END;

CREATE TRIGGER search_extraction_gone AFTER DELETE ON extractions BEGIN
    INSERT INTO search (rowid, surface, lemma, stem)
    SELECT article, surface, lemma, stem FROM searchable WHERE article = old.article;
END;
