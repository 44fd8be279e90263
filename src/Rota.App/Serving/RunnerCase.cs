using Rota.Node.Agent;
using Rota.Runners;
using Rota.Store.Local;

namespace Rota.App.Serving;

/// <summary>Adds a runner to a served state.</summary>
internal static class RunnerCase
{
    /// <summary>Has this process take turns.</summary>
    /// <param name="site">Where the state is.</param>
    /// <param name="name">Its name in the timetable; null for one by the process.</param>
    /// <param name="host">Who has it do so, and ends it.</param>
    /// <param name="joined">Called with its name when it has started.</param>
    public static void Join(Site site, string? name, IServingHost host, Action<StateDirectory, string> joined)
    {
        var home = site.Open();
        Served.RefuseElsewhere(home);
        using var changed = new AutoResetEvent(false);
        using var heeded = host.Heed(() => changed.Set());
        name ??= $"runner-{Environment.ProcessId}";
        var options = new RunnerOptions { Capacity = Served.IsServed(home) ? null : NodeCapacity.Detect(null) };
        var runner = new RunnerThread(home, name, options, () => changed.Set());
        runner.Start();
        joined(home.State, name);
        var service = new Service([runner], host, changed);
        service.AwaitEnd();
        service.Stop();
        service.ThrowFailure();
    }
}
