using System.Collections;
using Rota.Core.JobFiles;
using Rota.Node.Hosting;

namespace Rota.Cli.JobSources;

/// <summary>What every job is read against: this process's environment and this machine's files.</summary>
internal static class Submission
{
    public static JobFileContext From(string directory, IReadOnlyDictionary<string, string> parameters) =>
        new()
        {
            Directory = Path.GetFullPath(directory),
            Environment = Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
            ParamOverrides = parameters,
            Files = new InputFiles(),
            Zones = new SystemTimeZones(),
        };
}
