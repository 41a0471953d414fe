-- An older version of an article that comes to be known is held against the one of now.
CREATE TRIGGER checks_version_comes AFTER INSERT ON versions BEGIN
    UPDATE checks SET stamp = '' WHERE article = new.article AND stamp <> '';
END;

CREATE TRIGGER checks_version_goes AFTER DELETE ON versions BEGIN
    UPDATE checks SET stamp = '' WHERE article = old.article AND stamp <> '';
END;
