-- A job may be told to wait for a moment.
ALTER TABLE job ADD COLUMN not_before INTEGER;

-- What tasks report of their work is kept with the attempt.
ALTER TABLE attempt ADD COLUMN progress TEXT;
ALTER TABLE attempt ADD COLUMN result TEXT;
ALTER TABLE attempt ADD COLUMN result_problem TEXT;
CREATE INDEX attempt_result ON attempt (job) WHERE result IS NOT NULL;

-- Jobs are found by their names.
CREATE INDEX job_name ON job (name);

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

-- Tasks may be added to an open job; what was submitted is kept beside what it is now.
ALTER TABLE job ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_spec ADD COLUMN submitted BLOB;
-- When a job that spaces its starts may start its next task.
ALTER TABLE job ADD COLUMN next_start INTEGER;
-- Tasks that people hold, as ranges of ordinals: 0-2,7.
ALTER TABLE task_group ADD COLUMN held TEXT NOT NULL DEFAULT '';
