-- Which articles the finding quoted when it was judged: a JSON list of the digests by which tombstones know them. A note may repeat
-- what an article said, so it must be found when the article is forgotten, also when the finding itself is no longer there.

ALTER TABLE verdicts ADD COLUMN articles TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(articles));
