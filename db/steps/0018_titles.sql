-- The words of titles by themselves, and which of them stand in the text again: where a word stands was asked of every place of it in the
-- whole corpus. db/titles.py puts them there. And every stem once, to look compounds up in: an ending was asked of every place of every word.

CREATE VIRTUAL TABLE titles USING fts5 (
    surface, lemma, stem,
    again_surface, again_lemma, again_stem,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER titles_article_goes AFTER DELETE ON articles BEGIN
    DELETE FROM titles WHERE rowid = old.id;
END;

CREATE TRIGGER titles_extraction_gone AFTER DELETE ON extractions BEGIN
    UPDATE titles SET lemma = '', stem = '', again_lemma = '', again_stem = '' WHERE rowid = old.article;
END;

CREATE TABLE stems (
    id INTEGER PRIMARY KEY,
    term TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO stems (term) SELECT term FROM vocabulary WHERE col = 'stem';
