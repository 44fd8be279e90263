-- A job may be told to wait for a moment.
ALTER TABLE job ADD COLUMN not_before INTEGER;
-- Jobs that wait for the end of others.
CREATE TABLE job_after (
    needed INTEGER NOT NULL,
    job INTEGER NOT NULL,
    outcome INTEGER,
    PRIMARY KEY (needed, job)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_after_job ON job_after (job);
-- A queue may be open at hours only.
ALTER TABLE queue ADD COLUMN hours TEXT;
ALTER TABLE account ADD COLUMN hours TEXT;
-- An instant may be made up for by people.
ALTER TABLE fire ADD COLUMN backfill INTEGER NOT NULL DEFAULT 0;
