using System.Diagnostics;
using Rota.App.Explaining;
using Rota.App.Following;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.Rules;
using Rota.Store.Home;
using Rota.Store.Turns;

namespace Rota.App.Claiming;

/// <summary>Claims of schedulers outside: the home's turn decides, and then the node.</summary>
public static class ClaimCases
{
    /// <summary>How long a node may take to answer before the claim is told to be pending.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    /// <summary>What would be answered now. The node itself is not asked.</summary>
    /// <exception cref="ProblemException">The address names no task, or several.</exception>
    public static ClaimView Plan(Site site, ClaimRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var (task, name) = Meant(queries, request.Task);
        var reconciler = Reconstruction.Of(home.State, queries, site.Node, task.Job);
        if (!reconciler.Jobs.TryGetValue(task.Job, out var job))
        {
            return View(0, name, request.Node, new(ClaimCode.NotWaiting), isPending: false);
        }

        var claim = new JobCommand.Claim(task.Group, task.Index, request.Node, Request: 0) { Job = task.Job };
        reconciler.Apply(claim, job);
        return View(0, name, request.Node, reconciler.Changes.Claims[^1].Refused, isPending: false);
    }

    /// <summary>Claims, and waits a moment for the node's answer.</summary>
    /// <exception cref="ProblemException">As with a plan; or the key stands for another claim.</exception>
    public static ClaimView Claim(Site site, ClaimRequest request)
    {
        var home = site.Open();
        using var submissions = home.Submissions();
        using var run = new ForegroundRun(home, [], slots: null) { Node = site.Node };
        var (task, _) = Meant(run.Queries, request.Task);
        var claim = new Request.Claim(task.Group, task.Index, request.Node);
        var (row, isNew) = submissions.Claim(task.Job, claim, request.Key, site.Now);
        if (row.Task != task || row.Node != request.Node)
        {
            throw new ProblemException(
                ProblemCodes.KeyTaken,
                $"the key {request.Key} stands for another claim, of task {row.Task} on {row.Node}",
                "take another key for another claim"
            );
        }

        var begun = Stopwatch.GetTimestamp();
        var view = Look(run.Queries, row.Request)!;
        while (view.Answer == ClaimWords.Pending && Stopwatch.GetElapsedTime(begun) < Patience)
        {
            run.WaitForChange(Pace);
            view = Look(run.Queries, row.Request) ?? view;
        }

        return isNew ? view : view with { Answer = ClaimWords.Duplicate, First = view.Answer };
    }

    /// <summary>What became of a claim.</summary>
    /// <exception cref="ProblemException">None of that number is kept.</exception>
    public static ClaimView Find(Site site, string number)
    {
        using var queries = site.Open().Read();
        return long.TryParse(number, out var claim) && Look(queries, claim) is { } view
            ? view
            : throw new ProblemException(
                CellProblems.NoSuchClaim,
                $"there is no claim {number}, or it is too old to be kept",
                "claim again with the same key: what has a node is not placed twice"
            );
    }

    private static ClaimView? Look(IHomeReader queries, long number)
    {
        // Asked first: what is carried out was answered in the same turn.
        var isCarriedOut = queries.IsDone(number);
        if (queries.Live.Claim(number) is not { } row || queries.Spec(row.Task.Job) is not { } spec)
        {
            return null;
        }

        var refused = row.Refused ?? (isCarriedOut && !row.IsDecided ? new(ClaimCode.NotWaiting) : null);
        var group = queries.Groups(row.Task.Job)[row.Task.Group];
        var isAsked =
            queries.Tasks.Find(row.Task.Job, group, row.Task.Index) is { State: TaskState.Starting } live
            && live.LiveAttempt == row.Attempt.Value;
        var name = Words.Address(row.Task.Job, spec.Tasks[row.Task.Group], row.Task.Index);
        return View(number, name, row.Node, refused, isPending: refused is null && (!row.IsDecided || isAsked));
    }

    private static ClaimView View(long number, string task, string node, ClaimRefused? refused, bool isPending) =>
        new()
        {
            Claim = number,
            Task = task,
            Node = node,
            Answer =
                refused is not null ? ClaimWords.Refused
                : isPending ? ClaimWords.Pending
                : ClaimWords.Accepted,
            Refusal = refused is null ? null : ClaimWords.Of(refused, task, node),
        };

    private static (TaskKey Task, string Name) Meant(IHomeReader queries, string text)
    {
        var address = TaskAddress.Act(queries, text);
        var group = address.Group ?? (address.Spec.Tasks.Length == 1 ? 0 : null);
        var index = group is { } one
            ? address.Index ?? (address.Spec.Tasks[one].Expansion.Count == 1 ? 0 : null)
            : null;
        return group is { } entry && index is { } place
            ? (
                new TaskKey(address.Job.Id, entry, place),
                Words.Address(address.Job.Id, address.Spec.Tasks[entry], place)
            )
            : throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"{text} is more than one task",
                $"name one by its index: see rota tasks {address.Job.Id}"
            );
    }
}
