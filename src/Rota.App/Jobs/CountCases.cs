using Rota.App.Finding;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Store.Home;

namespace Rota.App.Jobs;

/// <summary>Counts what a filter means, without a list of it.</summary>
public static class CountCases
{
    /// <summary>How long is counted where no index serves it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How many jobs a filter means.</summary>
    /// <exception cref="ProblemException">The filter has a mistake.</exception>
    public static CountView Jobs(Site site, string filter)
    {
        using var queries = site.Open().Read();
        return new CountView(Jobs(site, queries, filter, Patience));
    }

    /// <summary>How many tasks of a job it means.</summary>
    /// <param name="site">The state.</param>
    /// <param name="address">The job, or an entry of it.</param>
    /// <param name="filter">The filter; empty for all tasks.</param>
    /// <exception cref="ProblemException">There is no such job, or the filter has a mistake.</exception>
    public static CountView Tasks(Site site, string address, string filter)
    {
        using var queries = site.Open().Read();
        return new CountView(Tasks(site, queries, address, filter, Patience));
    }

    internal static RowCount Jobs(Site site, IHomeReader queries, string text, TimeSpan patience)
    {
        var filter = FilterCases.Read(text, JobFields.Table);
        var paths = new JobPaths(queries, new Dictionary<string, string>(), filter, site.Now);
        return RowCount.Of(filter, paths.After(key: null), site.Now, patience);
    }

    internal static RowCount Tasks(Site site, IHomeReader queries, string address, string text, TimeSpan patience)
    {
        var filter = FilterCases.Read(text, TaskFields.Table);
        var of = TaskAddress.Look(queries, address);
        if (filter.Terms.Length == 0 && of is { Group: null, Index: null })
        {
            return new RowCount(of.Job.Total, IsComplete: true);
        }

        var scope = new TaskScope(of.Group, of.Index, of.Where);
        var paths = new TaskPaths(queries, of.Job, of.Spec, scope, filter, site.Now);
        return RowCount.Of(filter, paths.After(key: null), site.Now, patience);
    }
}

/// <summary>How many rows of a list a filter means.</summary>
public sealed record CountView : View
{
    internal CountView(RowCount count) => (Count, Complete) = (count.Count, count.IsComplete);

    /// <summary>So many.</summary>
    public long Count { get; }

    /// <summary>Whether all were counted; false where that took too long, and there may be more.</summary>
    public bool Complete { get; }
}
