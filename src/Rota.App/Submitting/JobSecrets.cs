using Rota.App.Serving;
using Rota.Core.Jobs.Secrets;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.App.Submitting;

/// <summary>Variables of a job that look like secrets.</summary>
internal static class JobSecrets
{
    /// <summary>Those that are stored in it, but for those that somebody asked to store.</summary>
    public static IReadOnlyList<string> Stored(SubmitRequest request) =>
        [
            .. request
                .Job.Policies.SelectMany(policy => policy.Environment)
                .Concat(request.Job.Environment)
                .Where(pair => SecretNames.IsSecret(pair.Key, pair.Value))
                .Select(pair => pair.Key)
                .Except(request.Kept)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Those that it does not store, and takes from the caller; none where another process runs it.</summary>
    public static IReadOnlyList<string> Wanted(IHome home, JobId job)
    {
        if (Served.IsServed(home))
        {
            return [];
        }

        using var queries = home.Read();
        return queries.Spec(job) is { } spec ? spec.LeftOut : [];
    }
}
