-- Tables of official figures that the user added, to check articles against.

CREATE TABLE reference_tables (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT,
    source TEXT,
    definition TEXT,
    file TEXT NOT NULL,
    digest TEXT NOT NULL,
    columns TEXT NOT NULL CHECK (json_valid(columns)), -- which column, or which constant, each field was read from
    added_at TEXT NOT NULL,
    UNIQUE (digest, columns)
) STRICT;

CREATE TABLE reference_values (
    id INTEGER PRIMARY KEY,
    reference_table INTEGER NOT NULL REFERENCES reference_tables (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    measure TEXT NOT NULL CHECK (measure <> ''),
    period TEXT NOT NULL,
    start_day TEXT NOT NULL,
    end_day TEXT NOT NULL CHECK (end_day > start_day), -- exclusive
    value TEXT NOT NULL,
    step TEXT NOT NULL, -- what the last digit stands for: 1000 in a table "x 1 000"
    unit TEXT,
    place TEXT,
    population TEXT,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1))
) STRICT;

CREATE INDEX reference_values_of ON reference_values (reference_table);
