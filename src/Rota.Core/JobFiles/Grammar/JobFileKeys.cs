using System.Collections.Immutable;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>
/// Every key of the job file, in one table: the reader refuses all others, and a test holds the schema to it.
/// </summary>
internal static class JobFileKeys
{
    /// <summary>The file itself.</summary>
    public static readonly KeySet Job = new(
        "job",
        [
            "version",
            "name",
            "queue",
            "budget",
            "priority",
            "tags",
            "params",
            "directory",
            "env",
            "secrets",
            "max_parallel",
            "max_failures",
            "spacing",
            "open",
            "at",
            "delay",
            "after",
            "schedule",
            "notify",
            "defaults",
            "tasks",
            "finally",
        ]
    );

    /// <summary>A parameter in its long form.</summary>
    public static readonly KeySet Param = new("param", ["type", "default"]);

    /// <summary>Where a secret comes from.</summary>
    public static readonly KeySet Secret = new("secret", ["file"]);

    /// <summary>When a job is submitted by itself.</summary>
    public static readonly KeySet Schedule = new("schedule", ["cron", "timezone", "overlap", "catch_up"]);

    /// <summary>Whom to tell of what.</summary>
    public static readonly KeySet Notify = new(
        "notify",
        [
            "on",
            "webhook",
            "webhook_file",
            "secret_file",
            "allow_private",
            "command",
            "timeout",
            "slack",
            "slack_file",
            "mail",
            "ping",
            "ping_file",
            "digest",
        ]
    );

    /// <summary>Another job that must have ended.</summary>
    public static readonly KeySet After = new("after", ["job", "condition"]);

    /// <summary>What task entries take over where they do not say otherwise.</summary>
    public static readonly KeySet Defaults = new(
        "defaults",
        [
            "retry",
            "timeout",
            "stop",
            "on_disconnect",
            "env",
            "resources",
            "requires",
            "prefers",
            "placement",
            "working_dir",
            "dir",
            "stdin",
            "inputs",
            "nice",
            "if_empty",
        ]
    );

    /// <summary>A task entry.</summary>
    public static readonly KeySet Task = new(
        "task",
        [
            "id",
            "needs",
            "matrix",
            "exclude",
            "include",
            "array",
            "each_line",
            "from_csv",
            "each_file",
            "if_empty",
            "command",
            "script",
            "env",
            "resources",
            "requires",
            "prefers",
            "placement",
            "retry",
            "timeout",
            "stop",
            "on_disconnect",
            "concurrency",
            "inputs",
            "outputs",
            "results",
            "redirect_stderr",
            "working_dir",
            "dir",
            "stdin",
            "nice",
        ]
    );

    /// <summary>A need in its long form.</summary>
    public static readonly KeySet Need = new("need", ["task", "condition", "min_success"]);

    /// <summary>Files below a directory.</summary>
    public static readonly KeySet EachFile = new("each_file", ["under", "match"]);

    /// <summary>What a task takes of a node.</summary>
    public static readonly KeySet Resources = new("resources", ["cpus", "memory", "gpus", "pin"])
    {
        OpenPrefix = "license/",
    };

    /// <summary>Standard input in its long form.</summary>
    public static readonly KeySet Input = new("stdin", ["file", "text"]);

    /// <summary>A retry in its long form.</summary>
    public static readonly KeySet Retry = new(
        "retry",
        ["max_attempts", "backoff", "delay", "max_delay", "jitter", "on_exit_codes", "not_on", "on_oom", "on_lost"]
    );

    /// <summary>What changes after running out of memory.</summary>
    public static readonly KeySet OnOom = new("on_oom", ["memory"]);

    /// <summary>How an attempt is stopped.</summary>
    public static readonly KeySet Stop = new("stop", ["signal", "grace", "to"]);

    /// <summary>What becomes of an attempt whose node is cut off.</summary>
    public static readonly KeySet OnDisconnect = new(
        "on_disconnect",
        ["self_stop_after", "replace_after", "duplicates"]
    );

    /// <summary>A shared limit.</summary>
    public static readonly KeySet Concurrency = new("concurrency", ["key", "limit"]);

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<KeySet> All =
    [
        Job,
        Param,
        Secret,
        Schedule,
        Notify,
        After,
        Defaults,
        Task,
        Need,
        EachFile,
        Resources,
        Input,
        Retry,
        OnOom,
        Stop,
        OnDisconnect,
        Concurrency,
    ];
}
