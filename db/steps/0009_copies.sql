-- Where a page says when it appeared, its section and its rights; and which articles are copies of one text.

ALTER TABLE articles ADD COLUMN section TEXT;
ALTER TABLE articles ADD COLUMN published_from TEXT;
ALTER TABLE articles ADD COLUMN modified_from TEXT;
ALTER TABLE articles ADD COLUMN reserved INTEGER CHECK (reserved IN (0, 1));

CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    signature BLOB NOT NULL,
    witness INTEGER NOT NULL -- the lowest id among the copies of one text; its own if it has none
) STRICT;

CREATE INDEX copies_witness ON copies (witness);

-- An article that goes or gets another text may be what held its group together: all of it is compared again.
CREATE TRIGGER copies_article_goes BEFORE DELETE ON articles BEGIN
    DELETE FROM copies WHERE witness = (SELECT witness FROM copies WHERE article = old.id);
END;

CREATE TRIGGER copies_article_changed AFTER UPDATE OF text_digest ON articles
WHEN old.text_digest IS NOT new.text_digest BEGIN
    DELETE FROM copies WHERE witness = (SELECT witness FROM copies WHERE article = old.id);
END;
