-- What the pages count over the whole corpus, in the order in which they count it; with every column that they ask for, so that no row is
-- looked up.

CREATE INDEX claims_counted ON claims (measure, article, quantity) WHERE measure IS NOT NULL AND quantity IS NOT NULL;
CREATE INDEX claims_said ON claims (source, article, quantity) WHERE source IS NOT NULL AND quantity IS NOT NULL;
CREATE INDEX mentions_counted ON mentions (entity, article, nr) WHERE nr IS NOT NULL AND entity IS NOT NULL;
