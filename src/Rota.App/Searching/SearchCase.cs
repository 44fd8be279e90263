using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Searching;

/// <summary>
/// What a word may mean that somebody types: a job or task by its address, names that begin so, queues, schedules and
/// nodes that have it in their name. It costs a few look-ups by key, however many jobs there are.
/// </summary>
public static class SearchCase
{
    /// <summary>The most that is found of each kind.</summary>
    public const int EachMax = 50;

    /// <summary>What it may mean, the most exact first.</summary>
    /// <param name="site">The state.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="limit">How many of each kind.</param>
    /// <param name="isOfJobs">Whether only jobs and tasks are looked for.</param>
    public static SearchView Of(Site site, string text, int limit, bool isOfJobs = false)
    {
        using var queries = site.Open().Read();
        var found = new List<FoundThing>();
        var word = text.Trim();
        if (word.Length > 0)
        {
            found.AddRange(Addressed(queries, word));
            var begun = queries
                .Names(word, limit)
                .SelectMany(name => queries.Named(name, 1))
                .Select(OfJob)
                .Where(job => !found.Contains(job));
            found.AddRange(begun.ToArray());
            if (!isOfJobs)
            {
                found.AddRange(Settings(queries, word, limit));
            }
        }

        return new SearchView(found);
    }

    private static IEnumerable<FoundThing> Addressed(IHomeReader queries, string word)
    {
        TaskAddress address;
        try
        {
            address = TaskAddress.Look(queries, word);
        }
        catch (ProblemException)
        {
            // What is no address may be the beginning of a name.
            return [];
        }

        return address switch
        {
            { Group: null } => [OfJob(address.Job)],
            { Group: { } group, Index: { } index } =>
            [
                new FoundThing("task", Words.Address(address.Job.Id, address.Spec.Tasks[group], index))
                {
                    Job = address.Job.Id.Value,
                },
            ],
            { Group: { } group } =>
            [
                new FoundThing("entry", ShownText.Of($"{address.Job.Id}.{address.Spec.Tasks[group].Id}")!)
                {
                    Job = address.Job.Id.Value,
                },
            ],
        };
    }

    private static IEnumerable<FoundThing> Settings(IHomeReader queries, string word, int limit)
    {
        var named = new (string Kind, IEnumerable<string> Names)[]
        {
            ("queue", queries.Queues.All().Select(queue => queue.Name)),
            ("schedule", queries.Schedules.All().Select(schedule => schedule.Name)),
            ("node", queries.NodeNames().Values),
        };
        return named.SelectMany(kind =>
            kind.Names.Where(name => name.Contains(word, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Take(limit)
                .Select(name => new FoundThing(kind.Kind, ShownText.Of(name)!))
        );
    }

    private static FoundThing OfJob(JobRow job) =>
        new("job", ShownText.Of(job.Name)!) { Job = job.Id.Value, State = job.State.WireName() };
}
