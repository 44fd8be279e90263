using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Core.Slots;
using Rota.Linux.Clocks;
using Rota.Store.Home;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Models;

/// <summary>One home with the runners and people of a story.</summary>
internal sealed class HomeDriver(Backend home) : IDisposable
{
    private readonly SortedDictionary<string, (IHomeStore Store, Player Player)> runners = new(StringComparer.Ordinal);

    public Backend Home => home;

    public void Join(string name, bool areOthersAlive)
    {
        End(name);
        var store = home.Open();
        runners[name] = (store, new Player(store, Tests.Home.Runner with { Id = name }, _ => areOthersAlive));
    }

    /// <summary>Its process is gone; nobody has noticed.</summary>
    public void End(string name)
    {
        if (runners.Remove(name, out var runner))
        {
            runner.Store.Dispose();
        }
    }

    public string Evict(string name, string by) =>
        runners.TryGetValue(name, out var gone) && runners.TryGetValue(by, out var other)
            ? $"{other.Store.Evict(other.Store.Look(0).Frame.Epoch, [gone.Player.Place.Incarnation], TimeSpan.Zero)}"
            : "nobody";

    public void SetPace(Func<Frame, Frame> pace)
    {
        foreach (var runner in runners.Values.Take(1))
        {
            runner.Store.SetPace(pace(runner.Store.Look(0).Frame));
        }
    }

    /// <summary>A turn; a runner that was overtaken looks again, as the real one does.</summary>
    public string Turn(string name, int? exitCode, bool takesRequests, bool commits)
    {
        if (!runners.TryGetValue(name, out var runner))
        {
            return "nobody";
        }

        try
        {
            runner.Player.LetGo();
            if (!commits)
            {
                using var dropped = runner.Player.Begin();
                runner.Player.Core.Dispatch();
                dropped.ReserveAttempts(7);
                throw new StoreException(StoreFailure.Fenced, "given up");
            }

            runner.Player.Turn(exitCode, takesRequests ? runner.Store.Requests().Select(left => left.Id).ToArray() : []);
            return "committed";
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            LookAgain(name, runner.Player);
            return error.Message;
        }
    }

    /// <summary>People change an open job of which the runner holds some, in a turn of it.</summary>
    public string Change(string name, int choice, Func<ActiveJob, JobCommand> command)
    {
        if (!runners.TryGetValue(name, out var runner) || runner.Player.Core.Jobs.Count == 0)
        {
            return "nothing to change";
        }

        var jobs = runner.Player.Core.Jobs.Values.OrderBy(job => job.Id.Value).ToArray();
        var job = jobs[choice % jobs.Length];
        try
        {
            using var turn = runner.Player.Begin();
            runner.Player.Core.Apply(command(job), job);
            runner.Player.Commit(turn);
            return $"changed {job.Id}";
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            LookAgain(name, runner.Player);
            return error.Message;
        }
    }

    /// <summary>The owner of the schedule decides on it.</summary>
    public string Fire(Instant now)
    {
        foreach (var (name, (store, player)) in runners.ToArray())
        {
            foreach (var schedule in store.Schedules(player.Place.Partitions.ToHashSet()))
            {
                try
                {
                    using var turn = player.Begin();
                    turn.Fire(schedule.Id, FiringRule.Decide(schedule, TimeZoneInfo.Utc, now, turn.OpenRuns(schedule.Id)), now);
                    player.Commit(turn);
                }
                catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
                {
                    LookAgain(name, player);
                    return error.Message;
                }
            }
        }

        return "fired";
    }

    /// <summary>Loads what is its own now; one that is no member any more ends.</summary>
    private void LookAgain(string name, Player player)
    {
        player.Load();
        if (player.Place.Rank is null)
        {
            End(name);
        }
    }

    public T People<T>(Func<IJobSubmissions, T> act)
    {
        using var submissions = home.Ports.Submissions();
        return act(submissions);
    }

    public T Queues<T>(Func<IQueueSettings, T> act)
    {
        using var queues = home.Ports.Queues();
        return act(queues);
    }

    public T Schedules<T>(Func<IScheduleRegistry, T> act)
    {
        using var schedules = home.Ports.Schedules(new SystemTimeZones());
        return act(schedules);
    }

    public void Prune()
    {
        using var prune = home.Ports.Prune();
        foreach (var job in home.Ask(reader => reader.Jobs(int.MaxValue)))
        {
            prune.Remove(job.Id);
        }
    }

    public void Dispose()
    {
        foreach (var name in runners.Keys.ToArray())
        {
            End(name);
        }

        home.Dispose();
    }
}
