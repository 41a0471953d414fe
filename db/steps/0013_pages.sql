-- What the pages count over the whole corpus, in the order in which they count it.

CREATE INDEX claims_counted ON claims (measure, article) WHERE measure IS NOT NULL AND quantity IS NOT NULL;
CREATE INDEX claims_said ON claims (source, article) WHERE source IS NOT NULL AND quantity IS NOT NULL;
CREATE INDEX mentions_counted ON mentions (entity, article) WHERE nr IS NOT NULL AND entity IS NOT NULL;
