using System.Text;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.Events;

/// <summary>One stream of several topics. It ends when all it tells of are jobs, and those have.</summary>
/// <param name="call">The request.</param>
/// <param name="hasOverview">Whether it tells that something of the state changed.</param>
internal sealed class TopicStream(Call call, bool hasOverview) : IDisposable
{
    private static readonly TimeSpan HeartbeatPace = TimeSpan.FromSeconds(5);

    /// <summary>Thousands of commits a second are four words a second.</summary>
    private static readonly TimeSpan OverviewPace = TimeSpan.FromMilliseconds(250);

    private readonly List<JobTopic> open = [];
    private readonly Dictionary<JobId, long> told = [];

    /// <summary>Whether nothing comes any more, and nothing is left to tell.</summary>
    public bool IsOver => !hasOverview && open.TrueForAll(topic => topic.IsOver);

    /// <summary>Tells of a job too.</summary>
    public async Task Add(string job, IReadOnlyDictionary<JobId, long> places)
    {
        var topic = await JobTopic
            .Open(call, job, id => places.TryGetValue(id, out var place) ? place : null)
            .ConfigureAwait(false);
        open.Add(topic);
        told[topic.Job] = topic.Position;
    }

    /// <summary>Tells until nothing comes any more, or nobody hears it.</summary>
    public async Task Run()
    {
        var commit = hasOverview ? call.Signal.Next : null;
        await EventText.Begin(call, Id).ConfigureAwait(false);
        await EventText.Say(call, "event: alive\ndata: {}\n\n").ConfigureAwait(false);
        while (true)
        {
            var next = open.ConvertAll(topic => topic.Next);
            foreach (var topic in open.ToArray())
            {
                await Tell(topic).ConfigureAwait(false);
            }

            if (open.Count == 0 && !hasOverview)
            {
                return;
            }

            await call.Http.Response.Body.FlushAsync(call.Left).ConfigureAwait(false);
            var isNews = await HasNews(next, commit).ConfigureAwait(false);
            if (commit is { IsCompleted: true })
            {
                commit = call.Signal.Next;
                await EventText.Say(call, "event: changed\ndata: {}\n\n").ConfigureAwait(false);
            }
            else if (!isNews)
            {
                await EventText.Say(call, "event: alive\ndata: {}\n\n").ConfigureAwait(false);
            }

            await Task.Delay(hasOverview ? OverviewPace : EventText.Pace, call.Left).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => open.ForEach(topic => topic.Dispose());

    private string? Id => told.Count == 0 ? null : StreamPlaces.Write(told.Select(one => (one.Key, one.Value)));

    private async Task<bool> HasNews(List<Task> next, Task? commit)
    {
        Task[] heard = commit is null ? [] : [call.Signal.Wait(commit, HeartbeatPace, call.Left)];
        await EventText.HasNews(Task.WhenAny([.. next, .. heard]), HeartbeatPace, call.Left).ConfigureAwait(false);
        return commit is { IsCompleted: true } || next.Exists(one => one.IsCompleted);
    }

    private async Task Tell(JobTopic topic)
    {
        var position = topic.Position;
        var news = await topic.Take().ConfigureAwait(false);
        if (news.IsCut)
        {
            told[topic.Job] = news.Position;
            await Write($"id: {Id}\nevent: reset\ndata: {{\"job\":{topic.Job.Value}}}\n\n").ConfigureAwait(false);
        }

        foreach (var (number, body) in news.Batches.SelectMany(batch => batch.EventsAfter(position)))
        {
            told[topic.Job] = number;
            await Write($"id: {Id}\n").ConfigureAwait(false);
            await call.Http.Response.Body.WriteAsync(body, call.Left).ConfigureAwait(false);
        }

        if (news.HasEnded)
        {
            topic.Dispose();
            open.Remove(topic);
        }
    }

    private ValueTask Write(string text) => call.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), call.Left);
}
