namespace Rota.Cli.Watching.Model;

/// <summary>The keys, for those who ask.</summary>
internal static class KeyWords
{
    /// <summary>All of them.</summary>
    public static readonly TextPane Pane = new(
        "keys",
        [
            "up down, j k       move",
            "page up and down   move by pages; space and Ctrl-B too",
            "g G, home end      first and last",
            "tab                next list: jobs, running tasks, failures",
            "enter              a job's tasks; of a task there, its log",
            "esc                back",
            "",
            "e                  why it does not run",
            "l                  its log, as it grows; of a job, that of the task that failed last or runs longest",
            "",
            "c                  cancel the job",
            "p                  pause the job, or go on with it",
            "r                  run again what failed of the job",
            "                   each of these shows its plan first; y does it, any other key does not",
            "",
            "q                  back, and out; Ctrl-C out",
        ]
    );

    /// <summary>The most needed, for the last line, by their rank.</summary>
    public static readonly (string Words, int Rank)[] Short =
    [
        ("q out", 1),
        ("enter open", 3),
        ("e explain", 5),
        ("l log", 4),
        ("c cancel", 6),
        ("p pause", 8),
        ("r rerun failed", 9),
        ("tab next list", 7),
        ("? keys", 2),
    ];
}
