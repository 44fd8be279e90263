namespace Rota.Store.Copying;

/// <summary>A table as it goes from one home to another: every home has these columns, under these names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
public sealed record CopiedTable(string Name, IReadOnlyList<CopiedColumn> Columns)
{
    /// <summary>
    /// All that a home holds. Columns are numbers but for those with a mark: <c>:t</c> text, <c>:d</c> with a fraction,
    /// <c>:b</c> bytes.
    /// </summary>
    public static readonly IReadOnlyList<CopiedTable> All =
    [
        Of(
            "frame",
            "id epoch boot_id:t boot_epoch time_space:t pid_space:t anchor cycle longest guard strict pace "
                + "turn serves_all"
        ),
        Of("member", "rank id:t incarnation pid pid_start"),
        Of("partition", "id epoch owner changes"),
        Of("change", "partition newest count body:b"),
        Of("account", "name:t used turn capacity allowed hours:t course:t"),
        Of("queue", "name:t concurrency paused hours:t"),
        Of("demand", "runner account:t priority job"),
        Of("sequence", "name:t next"),
        Of("node", "id name:t capacity:t said:t standing boot_epoch removed"),
        Of(
            "job",
            "id partition name:t key:t state wanted paused stopped cancelled priority queue:t tags:t reason:t "
                + "submitted started ended total attempts counts:t not_before open next_start"
        ),
        Of("job_after", "needed job outcome"),
        Of("job_spec", "job body:b submitted:b"),
        Of("task_group", "job ordinal name:t total next rest counts:t held:t"),
        Of("task", "job grp idx state attempts counted lost memory_factor:d not_before"),
        Of(
            "live",
            "attempt job grp idx attempts counted lost memory_factor:d fence state holds_room booking:t gpus:t "
                + "intended started pid scratch stop node cpus:t"
        ),
        Of(
            "attempt",
            "job grp idx number id fence outcome started ended exit_code signal reason:t cpu_us peak_memory "
                + "out_segment out_offset out_length err_segment err_offset err_length node progress:t result:t "
                + "result_problem:t"
        ),
        Of("inbox", "id job kind:t body:t at"),
        Of(
            "schedule",
            "id partition name:t cron:t timezone:t overlap:t catch_up paused due last_fired last_skipped body:b"
        ),
        Of("fire", "schedule instant job backfill"),
        Of(
            "outbox",
            "id topic:t subject:t job target:t events:t body:t created due tries state lease answer:t answered"
        ),
        Of("notify", "scope:t rules:t"),
        Of("standing", "name:t failing"),
        Of(
            "audit",
            "number at door user:t uid name:t request:t why:t action:t subject:t before:t after:t previous:t hash:t"
        ),
        Of("token", "name:t hash:t scopes:t tags:t created expires used"),
        Of("operation", "number state body:t"),
        Of("saved_filter", "owner:t list:t name:t filter:t saved"),
        Of("scope", "path:t guarantee:t ceiling:t lend:t borrow:t weight"),
        Of("budget_grant", "id kind giver:t taker:t amounts:t not_before expires recalled why:t"),
    ];

    /// <summary>The names of the columns, with commas; in quotation marks, for <c>user</c> is a word of SQL.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));

    private static CopiedTable Of(string name, string columns) =>
        new(
            name,
            [
                .. columns
                    .Split(' ')
                    .Select(column => column.Split(':'))
                    .Select(parts => new CopiedColumn(parts[0], parts.ElementAtOrDefault(1))),
            ]
        );
}

/// <summary>A column of a table that is copied.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds: null a number, <c>t</c> text, <c>d</c> a fraction, <c>b</c> bytes.</param>
public sealed record CopiedColumn(string Name, string? Kind);
