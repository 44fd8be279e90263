using System.Collections;
using Rota.Core.JobFiles;
using Rota.Core.Jobs;
using Rota.Node.Hosting;

namespace Rota.Cli.JobSources;

/// <summary>What a job has of this process and this machine.</summary>
internal static class Submission
{
    /// <summary>What every job is read against: this process's environment, and this machine's files.</summary>
    public static JobFileContext From(string directory, IReadOnlyDictionary<string, string> parameters) =>
        new()
        {
            Directory = Path.GetFullPath(directory),
            Environment = Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Where(entry => (string)entry.Key != OwnSettings.OpenFilesVariable)
                .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
            ParamOverrides = parameters,
            Files = new InputFiles(),
            Zones = new SystemTimeZones(),
        };

    /// <summary>A job whose tasks start with what else this process was started with.</summary>
    public static JobSpec WithSettings(JobSpec job) => job with { Process = OwnSettings.Capture() };
}
