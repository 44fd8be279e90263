-- What a turn changed is numbered in each partition, for who follows. "changes" is the number of the newest.
ALTER TABLE partition ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
CREATE TABLE change (
    partition INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    count INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (partition, newest)
) STRICT, WITHOUT ROWID;
