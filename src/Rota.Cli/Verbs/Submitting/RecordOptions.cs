using System.CommandLine;
using Rota.Cli.Invoking;
using Rota.Cli.Progress;
using Rota.Cli.Sources;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>The options for what is written of each task when it ends, and for a run that goes on with it.</summary>
internal static class RecordOptions
{
    /// <summary>The joblog.</summary>
    public static Option<string?> Joblog { get; } =
        new("--joblog")
        {
            Description = "Write a line for each task when it ends, as GNU parallel does",
            HelpName = "FILE",
        };
    private static readonly Option<string?> Results = new("--results")
    {
        Description = "Write what each task printed to DIR/1/VALUE, as GNU parallel does",
        HelpName = "DIR",
    };
    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Leave out what the joblog has already",
    };
    private static readonly Option<bool> ResumeFailed = new("--resume-failed")
    {
        Description = "Leave out what succeeded by the joblog",
    };

    /// <summary>All of them.</summary>
    public static IEnumerable<Option> All => [Joblog, Results, Resume, ResumeFailed];

    /// <summary>What is written; null for nothing.</summary>
    public static TaskRecords? Open(Invocation cli, IReadOnlyList<int>? numbers) =>
        TaskRecords.Open(cli.Get(Joblog), cli.Get(Results), numbers);

    /// <summary>The joblog that a run goes on with, and whether what failed runs again; null for none.</summary>
    public static (string Joblog, bool WithFailed)? Resumed(Invocation cli) =>
        !cli.Get(Resume) && !cli.Get(ResumeFailed) ? null
        : cli.Get(Joblog) is { } joblog ? (joblog, cli.Get(ResumeFailed))
        : throw OneLiner.Usage(
            $"{(cli.Get(Resume) ? Resume : ResumeFailed).Name} goes on with a joblog, and none is named",
            "name it: --joblog FILE",
            "a job that is known: rota resume ID, rota rerun ID --failed"
        );
}
