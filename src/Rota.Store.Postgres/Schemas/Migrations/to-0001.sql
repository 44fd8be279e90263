-- Times are microseconds of UTC. States are the numbers of Rota.Core.Model.States. Lengths and moments of the timetable
-- are microseconds of the monotonic clock of the boot. Rows are those of the home on SQLite, version 8 of its tables.
CREATE TABLE rota.frame (
    id bigint PRIMARY KEY CHECK (id = 1),
    epoch bigint NOT NULL,
    boot_id text NOT NULL,
    boot_epoch bigint NOT NULL,
    time_space text NOT NULL,
    pid_space text NOT NULL,
    anchor bigint NOT NULL,
    cycle bigint NOT NULL,
    longest bigint NOT NULL,
    guard bigint NOT NULL,
    strict bigint NOT NULL,
    pace bigint NOT NULL,
    turn bigint NOT NULL,
    serves_all bigint NOT NULL,
    timeline text NOT NULL DEFAULT '',
    node bigint NOT NULL DEFAULT 1
) WITH (fillfactor = 50);

CREATE TABLE rota.member (
    rank bigint PRIMARY KEY,
    id text NOT NULL,
    incarnation bigint NOT NULL UNIQUE,
    pid bigint NOT NULL,
    pid_start bigint NOT NULL
);

CREATE TABLE rota.partition (
    id bigint PRIMARY KEY,
    epoch bigint NOT NULL,
    owner bigint NOT NULL,
    changes bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- What the turns changed, for who follows: a row a turn and partition, under the number of its newest change.
CREATE TABLE rota.change (
    partition bigint NOT NULL,
    newest bigint NOT NULL,
    count bigint NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (partition, newest)
);

-- "turn" is not indexed: it changes with each use, and there are few accounts.
CREATE TABLE rota.account (
    name text COLLATE "C" PRIMARY KEY,
    used bigint NOT NULL,
    turn bigint NOT NULL,
    capacity bigint,
    allowed bigint,
    hours text,
    course text
) WITH (fillfactor = 70);

CREATE TABLE rota.queue (
    name text COLLATE "C" PRIMARY KEY,
    concurrency bigint,
    paused bigint NOT NULL,
    hours text
);

CREATE TABLE rota.demand (
    runner bigint PRIMARY KEY,
    account text NOT NULL,
    priority bigint NOT NULL,
    job bigint NOT NULL
);

-- Numbers that are given once, in the order of commits: who takes one has its row until the end of the transaction.
CREATE TABLE rota.sequence (
    name text COLLATE "C" PRIMARY KEY,
    next bigint NOT NULL
) WITH (fillfactor = 50);

-- Machines that serve the home, or have, and nodes of its cell: the frame says which of them serves.
CREATE TABLE rota.node (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    capacity text NOT NULL,
    said text NOT NULL DEFAULT '{}',
    standing bigint NOT NULL DEFAULT 0,
    boot_epoch bigint NOT NULL DEFAULT 0,
    removed bigint NOT NULL DEFAULT 0,
    refusals text NOT NULL DEFAULT ''
);

CREATE TABLE rota.job (
    id bigint PRIMARY KEY,
    partition bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    key text COLLATE "C" UNIQUE,
    state bigint NOT NULL,
    wanted bigint NOT NULL,
    paused bigint NOT NULL DEFAULT 0,
    stopped bigint NOT NULL DEFAULT 0,
    cancelled bigint NOT NULL DEFAULT 0,
    priority bigint NOT NULL,
    queue text,
    tags text NOT NULL,
    reason text,
    submitted bigint NOT NULL,
    started bigint,
    ended bigint,
    total bigint NOT NULL,
    attempts bigint NOT NULL DEFAULT 0,
    counts text NOT NULL,
    not_before bigint,
    open bigint NOT NULL DEFAULT 0,
    next_start bigint
) WITH (fillfactor = 70);
CREATE INDEX job_open ON rota.job (partition) WHERE ended IS NULL;
CREATE INDEX job_name ON rota.job (name);

CREATE TABLE rota.job_after (
    needed bigint NOT NULL,
    job bigint NOT NULL,
    outcome bigint,
    PRIMARY KEY (needed, job)
);
CREATE INDEX job_after_job ON rota.job_after (job);

CREATE TABLE rota.job_spec (
    job bigint PRIMARY KEY,
    body bytea NOT NULL,
    submitted bytea
);

-- Tasks from "next" on were never touched and share the state "rest": a million tasks are one row.
CREATE TABLE rota.task_group (
    job bigint NOT NULL,
    ordinal bigint NOT NULL,
    name text NOT NULL,
    total bigint NOT NULL,
    next bigint NOT NULL,
    rest bigint NOT NULL,
    counts text NOT NULL,
    held text NOT NULL DEFAULT '',
    PRIMARY KEY (job, ordinal)
) WITH (fillfactor = 70);

-- A touched task has exactly one row: here, or in "live" while an attempt of it is live.
CREATE TABLE rota.task (
    job bigint NOT NULL,
    grp integer NOT NULL,
    idx integer NOT NULL,
    state integer NOT NULL,
    attempts integer NOT NULL,
    counted integer NOT NULL,
    lost integer NOT NULL,
    memory_factor double precision NOT NULL,
    not_before bigint NOT NULL,
    PRIMARY KEY (job, grp, idx)
);
CREATE INDEX task_pending ON rota.task (job) WHERE state < 6;
CREATE INDEX task_failed ON rota.task (job, state) WHERE state > 6;

CREATE TABLE rota.live (
    attempt bigint PRIMARY KEY,
    job bigint NOT NULL,
    grp integer NOT NULL,
    idx integer NOT NULL,
    attempts integer NOT NULL,
    counted integer NOT NULL,
    lost integer NOT NULL,
    memory_factor double precision NOT NULL,
    fence bigint NOT NULL,
    state integer NOT NULL,
    holds_room integer NOT NULL,
    booking text NOT NULL,
    gpus text NOT NULL,
    intended bigint NOT NULL,
    started bigint,
    pid bigint NOT NULL,
    scratch integer NOT NULL,
    stop integer NOT NULL,
    node bigint NOT NULL DEFAULT 1,
    cpus text NOT NULL DEFAULT ''
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX live_task ON rota.live (job, grp, idx);

-- History: written once, never changed.
CREATE TABLE rota.attempt (
    job bigint NOT NULL,
    grp integer NOT NULL,
    idx integer NOT NULL,
    number integer NOT NULL,
    id bigint NOT NULL,
    fence bigint NOT NULL,
    outcome integer NOT NULL,
    started bigint,
    ended bigint NOT NULL,
    exit_code integer,
    signal integer,
    reason text,
    cpu_us bigint NOT NULL,
    peak_memory bigint NOT NULL,
    out_segment integer NOT NULL,
    out_offset bigint NOT NULL,
    out_length bigint NOT NULL,
    err_segment integer NOT NULL,
    err_offset bigint NOT NULL,
    err_length bigint NOT NULL,
    node bigint NOT NULL DEFAULT 1,
    progress text,
    result text,
    result_problem text,
    PRIMARY KEY (job, grp, idx, number)
);
CREATE INDEX attempt_failed ON rota.attempt (job, ended) WHERE outcome > 6;
CREATE INDEX attempt_result ON rota.attempt (job) WHERE result IS NOT NULL;
CREATE INDEX attempt_lost ON rota.attempt (id) WHERE outcome = 12;

CREATE TABLE rota.inbox (
    id bigint PRIMARY KEY,
    job bigint NOT NULL,
    kind text NOT NULL,
    body text NOT NULL,
    at bigint NOT NULL
);

CREATE TABLE rota.schedule (
    id bigint PRIMARY KEY,
    partition bigint NOT NULL,
    name text COLLATE "C" NOT NULL UNIQUE,
    cron text NOT NULL,
    timezone text NOT NULL,
    overlap text NOT NULL,
    catch_up bigint NOT NULL,
    paused bigint NOT NULL DEFAULT 0,
    due bigint NOT NULL,
    last_fired bigint,
    last_skipped bigint,
    body bytea NOT NULL
) WITH (fillfactor = 70);

-- An instant of a schedule fires once: the primary key says so.
CREATE TABLE rota.fire (
    schedule bigint NOT NULL,
    instant bigint NOT NULL,
    job bigint,
    backfill bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (schedule, instant)
);
CREATE INDEX fire_job ON rota.fire (job) WHERE job IS NOT NULL;
CREATE INDEX fire_waiting ON rota.fire (schedule) WHERE job IS NULL;

CREATE TABLE rota.outbox (
    id bigint PRIMARY KEY,
    topic text NOT NULL,
    subject text NOT NULL,
    job bigint,
    target text NOT NULL,
    events text NOT NULL,
    body text NOT NULL,
    created bigint NOT NULL,
    due bigint NOT NULL,
    tries bigint NOT NULL,
    state bigint NOT NULL,
    lease bigint,
    answer text,
    answered bigint
) WITH (fillfactor = 70);
CREATE INDEX outbox_waiting ON rota.outbox (topic, due) WHERE state = 0;
CREATE INDEX outbox_gone ON rota.outbox (target) WHERE state = 3;
CREATE INDEX outbox_subject ON rota.outbox (subject, target);

CREATE TABLE rota.notify (
    scope text COLLATE "C" PRIMARY KEY,
    rules text NOT NULL
);

CREATE TABLE rota.standing (
    name text COLLATE "C" PRIMARY KEY,
    failing bigint NOT NULL
);

-- Who changed what, and why: written with the change, never changed, each with the hash of the one before. Numbers
-- without a gap: what is missing is seen, at the end too, for the last number that was given is kept.
CREATE TABLE rota.audit (
    number bigint PRIMARY KEY,
    at bigint NOT NULL,
    door bigint NOT NULL,
    "user" text,
    uid bigint,
    name text,
    request text,
    why text,
    action text NOT NULL,
    subject text NOT NULL,
    before text,
    after text,
    previous text NOT NULL,
    hash text NOT NULL
);

-- Tokens of the API: of the token itself there is its SHA-256 alone.
CREATE TABLE rota.token (
    name text COLLATE "C" PRIMARY KEY,
    hash text NOT NULL,
    scopes text NOT NULL,
    tags text NOT NULL,
    created bigint NOT NULL,
    expires bigint,
    used bigint
);

-- What was asked of many jobs or tasks at once, and how far it is worked off. State 0: it runs.
CREATE TABLE rota.operation (
    number bigint PRIMARY KEY,
    state bigint NOT NULL,
    body text NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX operation_running ON rota.operation (number) WHERE state = 0;

-- Claims of schedulers outside: that a task is to run on a node. Refused where "refused" says why.
CREATE TABLE rota.claim (
    request bigint PRIMARY KEY,
    job bigint NOT NULL,
    grp bigint NOT NULL,
    idx bigint NOT NULL,
    node text NOT NULL,
    key text COLLATE "C" UNIQUE,
    made bigint NOT NULL,
    attempt bigint NOT NULL DEFAULT 0,
    refused text NOT NULL DEFAULT ''
);
CREATE INDEX claim_job ON rota.claim (job);
CREATE INDEX claim_attempt ON rota.claim (attempt) WHERE attempt > 0;

-- Filters of lists that people gave names; an empty owner is everybody.
CREATE TABLE rota.saved_filter (
    owner text COLLATE "C" NOT NULL,
    list text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    filter text NOT NULL,
    saved bigint NOT NULL,
    PRIMARY KEY (owner, list, name)
);

-- What each writing transaction leaves, so that a commit that was not answered can be looked up.
CREATE TABLE rota.commit_mark (
    id bigint PRIMARY KEY,
    is_void boolean NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX commit_mark_at ON rota.commit_mark (at);

-- The state directories that serve the home, or have, each with its node; and when it was last seen, by the clock of the
-- server. What was committed before the epoch "until" was meant for a machine that served: it has no lease there.
CREATE TABLE rota.site (
    node bigint PRIMARY KEY,
    state text NOT NULL UNIQUE,
    path text NOT NULL,
    host text NOT NULL,
    seen timestamptz NOT NULL DEFAULT now(),
    until bigint NOT NULL DEFAULT 0
);

-- What the machines that serve the home share of their cell: who is in it, and who may join.
CREATE TABLE rota.shared_text (
    name text COLLATE "C" PRIMARY KEY,
    body text NOT NULL,
    version bigint NOT NULL
);

INSERT INTO rota.partition (id, epoch, owner) SELECT id, 0, 0 FROM generate_series(0, 63) AS id;
INSERT INTO rota.frame (id, epoch, boot_id, boot_epoch, time_space, pid_space, anchor, cycle, longest, guard, strict,
    pace, turn, serves_all) VALUES (1, 0, '', 0, '', '', 0, 1000000, 1000000, 100, 0, 0, 0, 0);
INSERT INTO rota.sequence (name, next) VALUES
    ('attempt', 1), ('incarnation', 1), ('schedule', 1), ('job', 1), ('inbox', 1), ('outbox', 1), ('schedule id', 1),
    ('operation', 1), ('audit', 1);

CREATE TABLE rota.scope (
    path text COLLATE "C" PRIMARY KEY,
    guarantee text NOT NULL,
    ceiling text NOT NULL,
    lend text NOT NULL,
    borrow text NOT NULL,
    weight integer NOT NULL
);

CREATE TABLE rota.budget_grant (
    id bigint PRIMARY KEY,
    kind integer NOT NULL,
    giver text NOT NULL,
    taker text NOT NULL,
    amounts text NOT NULL,
    not_before bigint NOT NULL,
    expires bigint,
    recalled bigint,
    why text
);
