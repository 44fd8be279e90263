-- Times are microseconds of UTC. States are the numbers of Rota.Core.Model.States.
-- Lengths and moments of the timetable are microseconds of the monotonic clock of the boot.
CREATE TABLE frame (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    boot_epoch INTEGER NOT NULL,
    time_space TEXT NOT NULL,
    pid_space TEXT NOT NULL,
    anchor INTEGER NOT NULL,
    cycle INTEGER NOT NULL,
    longest INTEGER NOT NULL,
    guard INTEGER NOT NULL,
    strict INTEGER NOT NULL,
    pace INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    serves_all INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
    rank INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    incarnation INTEGER NOT NULL UNIQUE,
    pid INTEGER NOT NULL,
    pid_start INTEGER NOT NULL
) STRICT;

CREATE TABLE partition (
    id INTEGER PRIMARY KEY,
    epoch INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    changes INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What the turns changed, for who follows: a row a turn and partition, under the number of its newest change.
CREATE TABLE change (
    partition INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    count INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (partition, newest)
) STRICT, WITHOUT ROWID;

-- What several runners draw on. "turn" is the turn that changed it last: each reads only what is newer than its own.
-- "capacity" is what people set now, "allowed" what might be used when it was last sold: a limit can be lowered since.
CREATE TABLE account (
    name TEXT PRIMARY KEY,
    used INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    capacity INTEGER,
    allowed INTEGER,
    hours TEXT,
    course TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX account_turn ON account (turn);

-- What people set. What follows from it for runners is the capacity of the queue's account, and its hours.
CREATE TABLE queue (
    name TEXT PRIMARY KEY,
    concurrency INTEGER,
    paused INTEGER NOT NULL,
    hours TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE demand (
    runner INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    priority INTEGER NOT NULL,
    job INTEGER NOT NULL
) STRICT;

CREATE TABLE sequence (
    name TEXT PRIMARY KEY,
    next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Number 1 is the home's own machine; the others are nodes of its cell.
CREATE TABLE node (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    capacity TEXT NOT NULL,
    said TEXT NOT NULL DEFAULT '{}',
    standing INTEGER NOT NULL DEFAULT 0,
    boot_epoch INTEGER NOT NULL DEFAULT 0,
    removed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- "cancelled" is 2 where what runs however the job ends was cancelled too.
CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    partition INTEGER NOT NULL,
    name TEXT NOT NULL,
    key TEXT UNIQUE,
    state INTEGER NOT NULL,
    wanted INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    stopped INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL,
    queue TEXT,
    tags TEXT NOT NULL,
    reason TEXT,
    submitted INTEGER NOT NULL,
    started INTEGER,
    ended INTEGER,
    total INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    counts TEXT NOT NULL,
    not_before INTEGER,
    open INTEGER NOT NULL DEFAULT 0,
    next_start INTEGER
) STRICT;
CREATE INDEX job_open ON job (partition) WHERE ended IS NULL;
CREATE INDEX job_name ON job (name);

-- Who waits for whose end, and how that ended: written in the turn that ends it, so that nobody asks again and again.
CREATE TABLE job_after (
    needed INTEGER NOT NULL,
    job INTEGER NOT NULL,
    outcome INTEGER,
    PRIMARY KEY (needed, job)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_after_job ON job_after (job);

-- "body" is what the job is, "submitted" what it was when it came in, where people changed it since.
CREATE TABLE job_spec (
    job INTEGER PRIMARY KEY,
    body BLOB NOT NULL,
    submitted BLOB
) STRICT;

-- Tasks from "next" on were never touched and share the state "rest": a million tasks are one row.
CREATE TABLE task_group (
    job INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    total INTEGER NOT NULL,
    next INTEGER NOT NULL,
    rest INTEGER NOT NULL,
    counts TEXT NOT NULL,
    held TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (job, ordinal)
) STRICT, WITHOUT ROWID;

-- A touched task has exactly one row: here, or in "live" while an attempt of it is live.
CREATE TABLE task (
    job INTEGER NOT NULL,
    grp INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    memory_factor REAL NOT NULL,
    not_before INTEGER NOT NULL,
    PRIMARY KEY (job, grp, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_pending ON task (job) WHERE state < 6;
CREATE INDEX task_failed ON task (job, state) WHERE state > 6;

CREATE TABLE live (
    attempt INTEGER PRIMARY KEY,
    job INTEGER NOT NULL,
    grp INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    memory_factor REAL NOT NULL,
    fence INTEGER NOT NULL,
    state INTEGER NOT NULL,
    holds_room INTEGER NOT NULL,
    booking TEXT NOT NULL,
    gpus TEXT NOT NULL,
    intended INTEGER NOT NULL,
    started INTEGER,
    pid INTEGER NOT NULL,
    scratch INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    node INTEGER NOT NULL DEFAULT 1,
    cpus TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX live_task ON live (job, grp, idx);

-- History: written once, never changed.
CREATE TABLE attempt (
    job INTEGER NOT NULL,
    grp INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    number INTEGER NOT NULL,
    id INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    started INTEGER,
    ended INTEGER NOT NULL,
    exit_code INTEGER,
    signal INTEGER,
    reason TEXT,
    cpu_us INTEGER NOT NULL,
    peak_memory INTEGER NOT NULL,
    out_segment INTEGER NOT NULL,
    out_offset INTEGER NOT NULL,
    out_length INTEGER NOT NULL,
    err_segment INTEGER NOT NULL,
    err_offset INTEGER NOT NULL,
    err_length INTEGER NOT NULL,
    node INTEGER NOT NULL DEFAULT 1,
    progress TEXT,
    result TEXT,
    result_problem TEXT,
    PRIMARY KEY (job, grp, idx, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempt_failed ON attempt (job, ended) WHERE outcome > 6;
CREATE INDEX attempt_result ON attempt (job) WHERE result IS NOT NULL;
CREATE INDEX attempt_lost ON attempt (id) WHERE outcome = 12;

CREATE TABLE inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- "due" is the first instant that was not decided on: only the owner of the partition moves it on. "body" is the job.
CREATE TABLE schedule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    partition INTEGER NOT NULL,
    name TEXT NOT NULL UNIQUE,
    cron TEXT NOT NULL,
    timezone TEXT NOT NULL,
    overlap TEXT NOT NULL,
    catch_up INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL,
    last_fired INTEGER,
    last_skipped INTEGER,
    body BLOB NOT NULL
) STRICT;

-- An instant of a schedule fires once: the primary key says so. Without a job it waits for an earlier run to end. It stays
-- when its job is pruned, as long as the schedule: clocks may go back to it. What was made by a backfill is no run that the
-- schedule waits for.
CREATE TABLE fire (
    schedule INTEGER NOT NULL,
    instant INTEGER NOT NULL,
    job INTEGER,
    backfill INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (schedule, instant)
) STRICT, WITHOUT ROWID;
CREATE INDEX fire_job ON fire (job) WHERE job IS NOT NULL;
CREATE INDEX fire_waiting ON fire (schedule) WHERE job IS NULL;

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

-- Filters of lists that people gave names; an empty owner is everybody.
CREATE TABLE saved_filter (
    owner TEXT NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    filter TEXT NOT NULL,
    saved INTEGER NOT NULL,
    PRIMARY KEY (owner, list, name)
) STRICT, WITHOUT ROWID;

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
