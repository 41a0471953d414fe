-- Where a page says when it appeared, its section and its rights; and which articles are copies of one text.

ALTER TABLE articles ADD COLUMN section TEXT;
ALTER TABLE articles ADD COLUMN published_from TEXT;
ALTER TABLE articles ADD COLUMN modified_from TEXT;
ALTER TABLE articles ADD COLUMN reserved INTEGER CHECK (reserved IN (0, 1));

CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    digest TEXT NOT NULL, -- articles.text_digest when it was compared
    signature BLOB NOT NULL,
    witness INTEGER NOT NULL -- the lowest id among the copies of one text; its own if it has none
) STRICT;

CREATE INDEX copies_witness ON copies (witness);
