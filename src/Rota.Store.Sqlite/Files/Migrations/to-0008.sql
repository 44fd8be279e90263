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

-- GPUs are counted by thousandths, for shares of them. A live attempt has a line "2 gpus" with as many as its column names.
UPDATE account SET used = used * 1000, allowed = allowed * 1000 WHERE name = 'gpus' OR name LIKE 'gpu/%';
UPDATE live
SET booking = substr(
    replace(
        char(10) || booking || char(10),
        char(10) || (length(gpus) - length(replace(gpus, ' ', '')) + 1) || ' gpus' || char(10),
        char(10) || (length(gpus) - length(replace(gpus, ' ', '')) + 1) || '000 gpus' || char(10)
    ),
    2,
    length(booking) + 3
)
WHERE gpus <> '';

-- The CPUs that a live attempt is pinned to.
ALTER TABLE live ADD COLUMN cpus TEXT NOT NULL DEFAULT '';

-- What is on its way out: written in the turn that causes it, carried by whoever serves. A message with the same number
-- is sent at least once. "lease": until when somebody has it in hand.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    job INTEGER,
    target TEXT NOT NULL,
    events TEXT NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    state INTEGER NOT NULL,
    lease INTEGER,
    answer TEXT,
    answered INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (topic, due) WHERE state = 0;
CREATE INDEX outbox_gone ON outbox (target) WHERE state = 3;
CREATE INDEX outbox_subject ON outbox (subject, target);

-- Whom to tell, set apart from job files: for all, a queue or a schedule.
CREATE TABLE notify (
    scope TEXT PRIMARY KEY,
    rules TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How the runs of a name stand, where somebody asked to be told when that changes.
CREATE TABLE standing (
    name TEXT PRIMARY KEY,
    failing INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who changed what, and why: written with the change, never changed, each with the hash of the one before. Numbers
-- without a gap: what is missing is seen, at the end too, for the last number that was given is kept.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    door INTEGER NOT NULL,
    user TEXT,
    uid INTEGER,
    name TEXT,
    request TEXT,
    why TEXT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

-- Tokens of the API: of the token itself there is its SHA-256 alone.
CREATE TABLE token (
    name TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    tags TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER,
    used INTEGER
) STRICT, WITHOUT ROWID;

-- What was asked of many jobs or tasks at once, and how far it is worked off. State 0: it runs.
CREATE TABLE operation (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    state INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX operation_running ON operation (number) WHERE state = 0;

-- Other machines may run tasks of this home.
ALTER TABLE node ADD COLUMN said TEXT NOT NULL DEFAULT '{}';
ALTER TABLE node ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node ADD COLUMN boot_epoch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

-- Filters of lists that people gave names; an empty owner is everybody.
CREATE TABLE saved_filter (
    owner TEXT NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    saved INTEGER NOT NULL,
    PRIMARY KEY (owner, list, name)
) STRICT, WITHOUT ROWID;

-- Nodes may still run what was concluded as lost.
CREATE INDEX attempt_lost ON attempt (id) WHERE outcome = 12;

-- Rights of scopes change at moments.
ALTER TABLE account ADD COLUMN course TEXT;

-- Scopes of budgets, and what was granted and lent between them for a time.
CREATE TABLE scope (
    path TEXT PRIMARY KEY,
    guarantee TEXT NOT NULL,
    ceiling TEXT NOT NULL,
    lend TEXT NOT NULL,
    borrow TEXT NOT NULL,
    weight INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE budget_grant (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    giver TEXT NOT NULL,
    taker TEXT NOT NULL,
    amounts TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    expires INTEGER,
    recalled INTEGER,
    why TEXT
) STRICT;
