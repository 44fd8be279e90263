using Rota.App.Finding;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Core.Problems;
using Rota.Store.Operations;

namespace Rota.App.Operations;

/// <summary>Accepts what is asked of many at once, says how far it is, and stops it.</summary>
public static class OperationCases
{
    /// <summary>What can be done to many at once.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "jobs.cancel",
        "jobs.pause",
        "jobs.resume",
        "jobs.rerun",
        "jobs.hold",
        "jobs.release",
        "tasks.rerun",
        "tasks.hold",
        "tasks.release",
    ];

    /// <summary>Accepts one: a row is written, and nothing looked for yet.</summary>
    /// <exception cref="ProblemException">The filter has a mistake, or it is not said which are meant.</exception>
    public static OperationView Accept(Site site, OperationRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        Check(request);
        var row = new OperationRow
        {
            Action = request.Action,
            Filter = request.Filter,
            Jobs = [.. request.Jobs.Select(job => JobAddress.Act(queries, job).Id).Distinct()],
            Author = site.Author with { At = site.Now },
            Newest = queries.Jobs(1) is [var newest] ? newest.Id : new JobId(0),
        };
        using var operations = home.Operations();
        return new OperationView(row with { Number = operations.Accept(row) });
    }

    /// <summary>The newest ones.</summary>
    public static OperationList List(Site site, int limit)
    {
        using var queries = site.Open().Read();
        return new OperationList([.. queries.Operations.Newest(limit).Select(row => new OperationView(row))]);
    }

    /// <summary>One of them.</summary>
    /// <exception cref="ProblemException">There is none of that number.</exception>
    public static OperationView Find(Site site, string number)
    {
        using var queries = site.Open().Read();
        return long.TryParse(number, out var parsed) && queries.Operations.Find(parsed) is { } row
            ? new OperationView(row)
            : throw new ProblemException(
                AccessProblems.NoSuchOperation,
                $"there is no operation {number}",
                "see them: rota operations ls"
            );
    }

    /// <summary>Stops one: what was done stays done. One that is over stays as it is.</summary>
    /// <exception cref="ProblemException">There is none of that number.</exception>
    public static OperationView Cancel(Site site, string number)
    {
        var found = Find(site, number);
        using (var operations = site.Open().Operations())
        {
            _ = operations.Stop(found.Id, site.Now);
        }

        return Find(site, number);
    }

    private static void Check(OperationRequest request)
    {
        if (!Actions.Contains(request.Action))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"{request.Action} cannot be done to many at once",
                Nearest.Of(request.Action, Actions) is { } nearest
                    ? $"did you mean {nearest}?"
                    : $"there are: {string.Join(", ", Actions)}"
            );
        }

        if (request.Action.StartsWith("jobs.", StringComparison.Ordinal))
        {
            _ = FilterCases.Read(request.Filter, JobFields.Table);
        }
        else
        {
            _ = FilterCases.Read(request.Filter, TaskFields.Table);
        }

        var isOfTasks = request.Action.StartsWith("tasks.", StringComparison.Ordinal);
        if (isOfTasks ? request.Jobs.Count == 0 : string.IsNullOrWhiteSpace(request.Filter))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                isOfTasks ? "no job is named" : "no filter says which jobs are meant",
                isOfTasks
                    ? "name those that the tasks are of, in jobs"
                    : "say it, as filter: state:queued tag.team:vision"
            );
        }
    }
}
