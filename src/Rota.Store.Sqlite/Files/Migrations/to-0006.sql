-- A home may know many nodes, and each attempt says which of them it is on. Until now there was one: number 1.
CREATE TABLE node_of_6 (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    capacity TEXT NOT NULL
) STRICT;
INSERT INTO node_of_6 (id, name, capacity) SELECT id, name, capacity FROM node;
DROP TABLE node;
ALTER TABLE node_of_6 RENAME TO node;
ALTER TABLE live ADD COLUMN node INTEGER NOT NULL DEFAULT 1;
ALTER TABLE attempt ADD COLUMN node INTEGER NOT NULL DEFAULT 1;
