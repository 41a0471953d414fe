-- The words of the search index, with in how many articles each stands and in which column: no data of its own, it reads the index.

CREATE VIRTUAL TABLE vocabulary USING fts5vocab (search, 'col');
