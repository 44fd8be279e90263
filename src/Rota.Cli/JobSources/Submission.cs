using System.Collections;
using Rota.Core.JobFiles;
using Rota.Core.Jobs.Secrets;
using Rota.Node.Hosting;

namespace Rota.Cli.JobSources;

/// <summary>What every job is read against: this process's environment and this machine's files.</summary>
internal static class Submission
{
    public static JobFileContext From(
        string directory,
        IReadOnlyDictionary<string, string> parameters,
        SecretOptions? variables = null
    ) =>
        new()
        {
            Directory = Path.GetFullPath(directory),
            Capture = Capture
                .Of(
                    Environment
                        .GetEnvironmentVariables()
                        .Cast<DictionaryEntry>()
                        .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")),
                    variables?.Kept ?? []
                )
                .Without(variables?.Secrets.Select(secret => secret.Name) ?? []),
            ParamOverrides = parameters,
            Files = new InputFiles(),
            Zones = new SystemTimeZones(),
        };
}
