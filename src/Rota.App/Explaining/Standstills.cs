using Rota.App.Jobs;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Core.Scheduling.Explanations;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Explaining;

/// <summary>Why nothing of a job runs that somebody serves.</summary>
public static class Standstills
{
    /// <summary>That of a job.</summary>
    /// <exception cref="Problems.ProblemException">There is no such job.</exception>
    public static StandstillView Of(Site site, string address)
    {
        var home = site.Open();
        using var queries = home.Read();
        return new StandstillView(Of(home.State, site.Node, queries, JobAddress.Look(queries, address)));
    }

    /// <summary>The reasons; none where nobody serves it.</summary>
    internal static IReadOnlyList<ReasonView> Of(
        StateDirectory state,
        NodeOptions node,
        IHomeReader queries,
        JobRow job
    )
    {
        if (ServedNotes.IsServed(job, Served.By(state, queries)) != true)
        {
            return [];
        }

        var reconciler = Reconstruction.Of(state, queries, node, job.Id);
        return reconciler.Jobs.TryGetValue(job.Id, out var active)
            ? [.. Standstill.Of(reconciler, active, isServed: true).Select(ReasonWords.Of)]
            : [];
    }
}

/// <summary>Why nothing of a job runs.</summary>
/// <param name="Reasons">The checks that hold it back; none where something runs, or nobody serves it.</param>
public sealed record StandstillView(IReadOnlyList<ReasonView> Reasons) : View;
