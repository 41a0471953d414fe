-- How often each name stands in the corpus, kept with the name: a list of names then reads one page of an index, where it counted every
-- mention again. What a new reading adds is added with it (db/extractions.py); what goes with an old one is taken off here, before it goes.

ALTER TABLE entities ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entities ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entities ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entities ADD COLUMN credited INTEGER NOT NULL DEFAULT 0;

UPDATE entities SET mentions = n.mentions, articles = n.articles
FROM (
    SELECT entity, count(*) AS mentions, count(DISTINCT article) AS articles
    FROM mentions WHERE nr IS NOT NULL AND entity IS NOT NULL GROUP BY entity
) AS n WHERE n.entity = entities.id;

UPDATE entities SET figures = n.figures, credited = n.credited
FROM (
    SELECT m.entity, count(*) AS figures, count(DISTINCT c.article) AS credited
    FROM claims AS c JOIN sources AS s ON s.id = c.source JOIN mentions AS m ON m.id = s.mention
    WHERE c.quantity IS NOT NULL AND m.entity IS NOT NULL GROUP BY m.entity
) AS n WHERE n.entity = entities.id;

CREATE INDEX entities_named ON entities (kind, mentions DESC, name) WHERE mentions > 0;
CREATE INDEX entities_credited ON entities (figures DESC, name) WHERE figures > 0;

CREATE TRIGGER extractions_counted BEFORE DELETE ON extractions BEGIN
    UPDATE entities SET mentions = entities.mentions - n.mentions, articles = entities.articles - 1
    FROM (
        SELECT entity, count(*) AS mentions FROM mentions
        WHERE article = old.article AND nr IS NOT NULL AND entity IS NOT NULL GROUP BY entity
    ) AS n WHERE n.entity = entities.id;
    UPDATE entities SET figures = entities.figures - n.figures, credited = entities.credited - 1
    FROM (
        SELECT m.entity, count(*) AS figures
        FROM claims AS c JOIN sources AS s ON s.id = c.source JOIN mentions AS m ON m.id = s.mention
        WHERE c.article = old.article AND c.quantity IS NOT NULL AND m.entity IS NOT NULL GROUP BY m.entity
    ) AS n WHERE n.entity = entities.id;
END;
