-- Every place of every word of the search index: no data of its own, it reads the index. For whether a word stands at the begin of an article,
-- where its title is, and whether it stands anywhere, without counting where.

CREATE VIRTUAL TABLE occurrences USING fts5vocab (search, 'instance');
