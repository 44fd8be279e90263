-- A job may be told to wait for a moment.
ALTER TABLE job ADD COLUMN not_before INTEGER;
-- Tasks may be added to an open job; what was submitted is kept beside what it is now.
ALTER TABLE job ADD COLUMN open INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job_spec ADD COLUMN submitted BLOB;
-- Tasks that people hold, as ranges of ordinals: 0-2,7.
ALTER TABLE task_group ADD COLUMN held TEXT NOT NULL DEFAULT '';
