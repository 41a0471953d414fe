-- What `klopt forget` still has to take away: archive files that were replaced, and ('') traces in this file itself.
-- Written in the transaction that forgets, emptied when all is done, so that a kill in between can be made good.

CREATE TABLE leftovers (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE
) STRICT;
