-- A job may be told to wait for a moment.
ALTER TABLE job ADD COLUMN not_before INTEGER;

-- Jobs are found by their names.
CREATE INDEX job_name ON job (name);
