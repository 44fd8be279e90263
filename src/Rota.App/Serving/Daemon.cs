using Rota.App.Wording;
using Rota.Delivery;
using Rota.Node.Machine;
using Rota.Runners;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Serving;

/// <summary>
/// Serves a state until its host says so: runners on threads of their own, all jobs wanted. Where another machine has
/// the home, or takes it over, it stands by.
/// </summary>
internal sealed class Daemon(IHome home, NodeOptions node, IServingHost host, StandbyWait wait, Func<IDisposable>? open)
{
    /// <summary>Who only looks whether the state is served has its lock for a moment.</summary>
    private static readonly TimeSpan GlanceMax = TimeSpan.FromSeconds(1);

    /// <summary>What the last turns have to tell; what takes longer is told by the next service.</summary>
    private static readonly TimeSpan LastTries = TimeSpan.FromSeconds(2);
    private readonly AutoResetEvent changed = new(false);

    /// <summary>Runs so many runners.</summary>
    /// <param name="count">How many.</param>
    /// <param name="options">What they are told.</param>
    public void Serve(int count, RunnerOptions options)
    {
        using var serveLock = new FileLock(home.State.ServeLock);
        if (!serveLock.TryEnter(GlanceMax))
        {
            using var queries = home.Read();
            throw Served.Refusal(Served.By(home.State, queries));
        }

        using var heeded = host.Heed(() => changed.Set());
        var standby = new Standby(home, host, changed, wait, host.Logs.CreateLogger("service"));
        while (standby.Await(serveLock.SignHolder) && ServeUntilReplaced(serveLock, count, options)) { }
    }

    /// <returns>Whether it ended because another machine has taken over.</returns>
    private bool ServeUntilReplaced(FileLock serveLock, int count, RunnerOptions options)
    {
        // Before the lock is signed, for by that others know that the state is served.
        using var front = Open();
        serveLock.SignHolder();
        var runners = Enumerable
            .Range(1, count)
            .Select(number => new RunnerThread(home, $"up-{number}", node, options, () => changed.Set()))
            .ToArray();
        foreach (var runner in runners)
        {
            runner.Start();
        }

        var log = host.Logs.CreateLogger("service");
        log.Started(
            home.State.Path,
            count,
            Words.Duration(options.Cycle!.Value),
            options.IsStrict == true,
            options.Capacity!.Slots
        );
        using var deliverer = new Deliverer(home, host.Logs.CreateLogger("delivery"));
        deliverer.Start();
        var service = new Service(runners, host, changed);
        var status = $"serving {home.State.Path}; {Words.Count(count, "runner")}, {options.Capacity.Slots} slots";
        using (host.Supervisor is { } supervisor ? new LifeSigns(supervisor, runners, status) : null)
        {
            service.AwaitEnd();
        }

        if (service.IsReplaced && !host.IsToEnd)
        {
            service.Stop();
            deliverer.Finish(TimeSpan.Zero);
            log.Replaced();
            return true;
        }

        host.Supervisor?.Stopping();
        try
        {
            StopWanting();
        }
        finally
        {
            // A full disk takes no such word, but a daemon that was told to end ends.
            service.Stop();
        }

        deliverer.Finish(LastTries);
        log.Ended(home.State.Path);
        if (!service.IsReplaced)
        {
            service.ThrowFailure();
        }

        return false;
    }

    private IDisposable? Open()
    {
        try
        {
            return open?.Invoke();
        }
        catch
        {
            StopWanting();
            throw;
        }
    }

    private void StopWanting()
    {
        using var submissions = home.Submissions();
        submissions.WantAll(false);
    }
}
