using System.Text;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Specs;

namespace Rota.Store.Tests;

/// <summary>All that a home answers, as one text: two homes that agree on it agree on everything.</summary>
internal static class Answers
{
    public static string Of(Backend home)
    {
        using var reader = home.Ports.Read();
        using var store = home.Open();
        var text = new StringBuilder();
        foreach (var job in reader.Jobs(int.MaxValue))
        {
            Say(text, $"{job} counts {Joined(job.Counts)}");
            Say(text, $"after {Joined(reader.Awaited(job.Id))}");
            Job(text, reader, job.Id);
            Stored(text, store.Load(job.Id)!);
            Say(text, $"ended {Joined(store.EndedTasks(job.Id))} max {reader.MaxParallel(job.Id)}");
            Say(text, $"states {Convert.ToHexString(reader.Changes.States(job.Id).States)} figures {Joined(reader.Attempts.Figures(job.Id))}");
            Say(text, $"spec {Convert.ToHexString(JobSpecCodec.Encode(reader.Spec(job.Id)!))}");
        }

        foreach (var name in reader.Names("", 9))
        {
            Say(text, $"named {name} {Joined(reader.Named(name, 2).Select(job => job.Id))} {Joined(reader.Named(name, 9, new JobId(3)).Select(job => job.Id))}");
        }

        Say(text, $"before {Joined(reader.Jobs(2, before: new JobId(4)).Select(job => job.Id))} begun {Joined(reader.Names("s", 2))}");
        Say(text, $"open {Joined(reader.OpenJobs())} unfinished {Joined(reader.Unfinished().Select(job => job.Id))}");
        Say(text, $"queues {Joined(reader.Queues.All())} accounts {Joined(reader.Queues.Accounts().OrderBy(use => use.Account.Text, StringComparer.Ordinal))}");
        foreach (var schedule in reader.Schedules.All())
        {
            Say(text, $"{schedule with { LastJob = null }} last {schedule.LastJob?.Id} fires {Joined(reader.Schedules.Fires(schedule.Id))}");
            Say(text, $"runs {store.OpenRuns(schedule.Id)}");
        }

        var frame = reader.Frame;
        Say(text, $"{frame.Current with { Members = [] }} members {Joined(frame.Current.Members)} {frame.Epoch} {frame.IsServingAll} {frame.LiveCount}");
        Say(text, $"owners {Joined(Home.AllPartitions.Order().Select(frame.OwnerOf))} {Joined(frame.PartitionCounts().OrderBy(one => one.Key))}");
        Say(text, $"node {Joined(reader.NodeNames())} {reader.NodeCapacity()?.Slots}");
        foreach (var left in store.Requests())
        {
            Say(text, $"{left} {RequestText(store.Asked(left))}");
        }

        foreach (var partition in Home.AllPartitions.Order())
        {
            var (changes, isCut) = reader.Changes.After(partition, 0);
            Say(text, $"changes {reader.Changes.Newest(partition)} {isCut} {Joined(changes)} {Joined(reader.Changes.After(partition, 3).Changes)}");
        }

        Say(text, $"live {reader.Live.OpenJobs} {Joined(reader.Live.Jobs(3).Select(job => job.Id))} {Joined(reader.Live.Running(null, 5))}");
        Say(text, $"on nodes {Joined(reader.Live.OnNodes().OrderBy(one => one.Key.Value))}");
        Say(text, $"held {Joined(reader.Live.Held().OrderBy(one => one.Key.Text, StringComparer.Ordinal))}");
        var news = store.Look(0, 0);
        Say(text, $"{news with { Accounts = [], Demands = [] }} {Joined(news.Accounts)} {Joined(news.Demands)}");
        Say(text, $"audit {Joined(reader.Audit.After(int.MaxValue, 0).Where(entry => entry.Deed.Action != "home.move"))}");
        Say(text, $"tokens {Joined(reader.Tokens.All().Select(token => token with { Tags = token.Tags.Clear() }))}");
        Say(text, $"operations {Joined(reader.Operations.Newest(9).Select(Operations.OperationForm.Write))}");
        Say(text, $"violations {Joined(reader.Proof.Run().Order(StringComparer.Ordinal))}");
        return text.ToString();
    }

    private static void Job(StringBuilder text, IHomeReader reader, JobId job)
    {
        foreach (var group in reader.Groups(job))
        {
            Say(text, $"{group with { Counts = [] }} counts {Joined(group.Counts)}");
            Say(text, Joined(reader.Tasks.Of(job, group, state: null)));
            foreach (var state in Enum.GetValues<TaskState>())
            {
                Say(text, $"{state} {Joined(reader.Tasks.Of(job, group, state).Select(task => task.Index))}");
            }

            Say(text, Joined(reader.Tasks.From(job, group, 2, [TaskState.Failed, TaskState.Ready, TaskState.Running, TaskState.Succeeded])));
            Say(text, Joined(Enumerable.Range(-1, group.Total + 2).Select(index => reader.Tasks.Find(job, group, index))));
            Say(text, Joined(Enumerable.Range(0, group.Total).Select(index => reader.Tasks.HasEnded(new TaskKey(job, group.Ordinal, index)))));
            Say(text, Joined(reader.Attempts.Of(new TaskKey(job, group.Ordinal, 0))));
        }

        Say(text, $"running {Joined(reader.Live.Running(job, 5))} last failed {Joined(reader.Live.LastFailed(job, 3))}");
        Say(text, $"attempts {Joined(reader.Attempts.Of(job))}");
        Say(text, $"results {Joined(reader.Attempts.WithResult(job).Select(attempt => attempt.Id))}");
        Say(text, $"failed {Joined(reader.Attempts.Failed(job, new Instant(0), 5))} slowest {Joined(reader.Attempts.Slowest(job, 5))}");
    }

    private static void Stored(StringBuilder text, Turns.StoredJob stored)
    {
        var job = stored.Job;
        Say(text, $"stored {job.State} {job.IsPaused} {job.IsStopped} {job.IsCancelled} {job.IsAbandoned} {job.NotBefore} {Joined(job.Awaited)} {job.Priority} {job.Attempts} {Joined(job.Counts)}");
        Say(text, Joined(job.Groups.Select(group => (group.Ordinal, group.Total, group.Next, group.Rest, group.Held, group.IsOpen, Joined(group.Counts)))));
        Say(text, $"pending {Joined(stored.Pending)} live {Joined(stored.Live.Select(live => live with { Gpus = [], Cpus = [] }))} {Joined(stored.Live.Select(live => $"{live.Id} {Joined(live.Gpus)} {Joined(live.Cpus)}"))}");
    }

    private static string RequestText(Turns.Request request) =>
        request is Turns.Request.Rerun { Tasks: Turns.RerunSelection.Chosen { Tasks: var chosen } }
            ? $"rerun {Joined(chosen.Order())}"
            : request.ToString();

    private static string Joined<T>(IEnumerable<T> items) => string.Join("; ", items);

    private static void Say(StringBuilder text, string line) => text.AppendLine(line);
}
