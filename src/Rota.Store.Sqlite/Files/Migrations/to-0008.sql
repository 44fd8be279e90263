-- A job may be told to wait for a moment.
ALTER TABLE job ADD COLUMN not_before INTEGER;

-- What tasks report of their work is kept with the attempt.
ALTER TABLE attempt ADD COLUMN progress TEXT;
ALTER TABLE attempt ADD COLUMN result TEXT;
ALTER TABLE attempt ADD COLUMN result_problem TEXT;
CREATE INDEX attempt_result ON attempt (job) WHERE result IS NOT NULL;

-- Jobs are found by their names.
CREATE INDEX job_name ON job (name);
