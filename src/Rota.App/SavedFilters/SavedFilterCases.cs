using System.Diagnostics;
using Rota.App.Finding;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Store.Home;
using Rota.Store.SavedFilters;

namespace Rota.App.SavedFilters;

/// <summary>What people do with filters that have names.</summary>
public static class SavedFilterCases
{
    /// <summary>How long is counted for all filters of a list together: a page shows them beside its rows.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>The filters of a list that somebody can choose, with how many rows each means.</summary>
    /// <param name="site">The state.</param>
    /// <param name="caller">The name of their token.</param>
    /// <param name="list">The list.</param>
    /// <param name="job">Of which job tasks are counted; null for no counts of tasks.</param>
    /// <exception cref="ProblemException">There is no such list, or job.</exception>
    public static SavedFilterList List(Site site, string caller, string list, string? job)
    {
        SavedFilterRequest.Check(list);
        using var queries = site.Open().Read();
        if (job is not null)
        {
            _ = JobAddress.Look(queries, job);
        }

        var started = Stopwatch.GetTimestamp();
        return new SavedFilterList([
            .. queries
                .Filters()
                .Where(row => row.List == list && (row.Owner.Length == 0 || row.Owner == caller))
                .OrderBy(row => row.Owner.Length == 0)
                .ThenBy(row => row.Name, StringComparer.Ordinal)
                .Select(row => new SavedFilterView(
                    row,
                    CountOf(site, queries, row, job, Patience - Stopwatch.GetElapsedTime(started))
                )),
        ]);
    }

    /// <summary>One of them, not counted; null where there is none.</summary>
    public static SavedFilterView? Find(Site site, SavedFilterRequest request)
    {
        SavedFilterRequest.Check(request.List);
        using var queries = site.Open().Read();
        return queries
            .Filters()
            .Where(row => (row.Owner, row.List, row.Name) == (request.Owner, request.List, request.Name))
            .Select(row => new SavedFilterView(row, count: null))
            .FirstOrDefault();
    }

    /// <summary>Gives a filter a name, or a name another filter.</summary>
    /// <exception cref="ProblemException">The filter has a mistake, the name is none, or there is no room.</exception>
    public static SavedFilterView Save(Site site, SavedFilterRequest request, string filter)
    {
        SavedFilterRequest.Check(request.List);
        request.CheckName();
        Read(request.List, filter);
        var row = new SavedFilter
        {
            Owner = request.Owner,
            List = request.List,
            Name = request.Name,
            Filter = filter,
            Saved = site.Now,
        };
        using var filters = site.Create().Filters();
        return filters.Save(row)
            ? new SavedFilterView(row, count: null)
            : throw new ProblemException(
                AccessProblems.TooManyFilters,
                $"there are {SavedFilter.OfOwnerMax} filters of one owner at most, and {SavedFilter.Most} in all",
                "forget one that nobody uses: DELETE /v1/filters/{list}/{name}"
            );
    }

    /// <summary>Takes a name away.</summary>
    /// <exception cref="ProblemException">No filter has it.</exception>
    public static void Forget(Site site, SavedFilterRequest request)
    {
        using var filters = site.Open().Filters();
        if (!filters.Forget(request.Owner, request.List, request.Name))
        {
            throw new ProblemException(
                AccessProblems.NoSuchFilter,
                $"no filter of {request.List} has the name {Plain.Line(request.Name)}",
                $"see them: /v1/filters/{request.List}"
            );
        }
    }

    private static void Read(string list, string filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            throw new ProblemException(ProblemCodes.Usage, "there is no filter", "say it, as filter: state:failed");
        }

        if (list == "jobs")
        {
            _ = FilterCases.Read(filter, JobFields.Table);
        }
        else
        {
            _ = FilterCases.Read(filter, TaskFields.Table);
        }
    }

    private static RowCount? CountOf(Site site, IHomeReader queries, SavedFilter row, string? job, TimeSpan left)
    {
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        try
        {
            return row.List == "jobs" ? CountCases.Jobs(site, queries, row.Filter, left)
                : job is not null ? CountCases.Tasks(site, queries, job, row.Filter, left)
                : null;
        }
        catch (ProblemException)
        {
            // Saved by a version that knew other fields: it is shown, and choosing it says what is wrong.
            return null;
        }
    }
}
