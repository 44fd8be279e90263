using Rota.Node.Agent;
using Rota.Runners;
using Rota.Store.Home;

namespace Rota.App.Serving;

/// <summary>Adds a runner to a served state.</summary>
internal static class RunnerCase
{
    /// <summary>Has this process take turns.</summary>
    /// <param name="site">Where the state is.</param>
    /// <param name="name">Its name in the timetable; null for one by the process.</param>
    /// <param name="host">Who has it do so, and ends it.</param>
    public static void Join(Site site, string? name, IServingHost host)
    {
        var home = site.Open();
        Served.RefuseElsewhere(home);
        using var changed = new AutoResetEvent(false);
        using var heeded = host.Heed(() => changed.Set());
        name ??= $"runner-{Environment.ProcessId}";
        var options = new RunnerOptions
        {
            Capacity = Served.IsServed(home) ? null : NodeCapacity.Detect(site.Node, null),
            Log = host.Logs.CreateLogger("runner"),
        };
        var runner = new RunnerThread(home, name, site.Node, options, () => changed.Set());
        runner.Start();
        var service = new Service([runner], host, changed);
        using (host.Supervisor is { } supervisor ? new LifeSigns(supervisor, [runner], StatusOf(home)) : null)
        {
            service.AwaitEnd();
        }

        host.Supervisor?.Stopping();
        service.Stop();
        service.ThrowFailure();
    }

    private static string StatusOf(IHome home) => $"one more runner of {home.State.Path}";
}
