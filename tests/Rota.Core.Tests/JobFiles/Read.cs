using System.Collections.Immutable;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Problems;
using Rota.Core.Tests.Schedules;

namespace Rota.Core.Tests.JobFiles;

/// <summary>Short ways to read a job file in a test.</summary>
internal static class Read
{
    public static JobFileContext Context(IInputFiles? files = null, params (string Name, string Value)[] parameters) =>
        new()
    {
        Directory = "/work",
        Capture = Capture.Of(
            new Dictionary<string, string>
            {
                ["HOME"] = "/home/ada", ["PATH"] = "/bin", ["ODD"] = "a ${line} b", ["API_TOKEN"] = "t", ["DB"] = "d",
            },
            ImmutableHashSet<string>.Empty),
        ParamOverrides = parameters.ToDictionary(pair => pair.Name, pair => pair.Value),
        Files = files ?? new InMemoryFiles(),
        Zones = new TestZones(),
    };

    public static JobSpec Job(string text, IInputFiles? files = null,
        params (string Name, string Value)[] parameters) =>
        JobFileReader.Read(text, "job.yaml", Context(files, parameters)) switch
        {
            JobFileResult.Accepted accepted => accepted.Job,
            JobFileResult.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
            _ => throw new InvalidOperationException(),
        };

    public static TaskSpec Task(string body, IInputFiles? files = null) =>
        Job($"tasks:\n  - {{{body}}}", files).Tasks[0];

    public static TaskPolicy Policy(string body) => Job($"tasks:\n  - {{command: x, {body}}}").Policies[0];

    public static ImmutableArray<Problem> Problems(string text, IInputFiles? files = null,
        params (string Name, string Value)[] parameters) =>
        JobFileReader.Read(text, "job.yaml", Context(files, parameters)) is JobFileResult.Refused refused
            ? refused.Problems : [];

    /// <summary>The only problem of a file, as the user reads it.</summary>
    public static string Problem(string text, IInputFiles? files = null,
        params (string Name, string Value)[] parameters) =>
        Problems(text, files, parameters) is [var only]
            ? only.ToString()
            : string.Join('\n', Problems(text, files, parameters).Select(problem => problem.ToString())
                .Prepend("not one problem:"));

    /// <summary>The only problem of a file with one task.</summary>
    public static string TaskProblem(string body, IInputFiles? files = null) =>
        Problem($"tasks:\n  - {{{body}}}", files);
}
