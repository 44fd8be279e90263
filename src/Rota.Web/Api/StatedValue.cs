using System.Collections.Immutable;
using Rota.App.Local;
using Rota.App.Problems;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Jobs.Secrets;
using Rota.Linux.Clocks;

namespace Rota.Web.Api;

/// <summary>Values that a job file has a key for, read by its reader: what that refuses is refused here.</summary>
internal static class StatedValue
{
    private static readonly JobFileContext Context = new()
    {
        Directory = "/",
        Capture = new Capture(ImmutableSortedDictionary<string, string>.Empty, []),
        ParamOverrides = ImmutableDictionary<string, string>.Empty,
        Files = new InputFiles(_ => { }),
        Zones = new SystemTimeZones(),
    };

    /// <summary>What a key says with this value.</summary>
    /// <exception cref="ProblemException">The job file refuses it.</exception>
    public static JobOptionValues Of(string key, string value)
    {
        var values = JobOptions.Read([new JobOption(key, key, value)], job: null, Context, [], out var refusals);
        return refusals.IsEmpty
            ? values
            : throw new ProblemException(
                ProblemCodes.BadOption,
                refusals[0].ToString(),
                [.. refusals.Select(refusal => refusal.Hint).OfType<string>()]
            );
    }
}
