using Rota.App.Problems;
using Rota.Node.Agent;
using Rota.Runners;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Serving;

/// <summary>Serves a state: runs all its jobs, also those submitted later.</summary>
public static class UpCases
{
    /// <summary>Serves it from this process.</summary>
    /// <param name="site">Where the state is.</param>
    /// <param name="request">How.</param>
    /// <param name="host">Who has it do so, and ends it.</param>
    /// <param name="open">Opens what people reach it by while it serves; null for nothing.</param>
    /// <param name="wait">What it does while another machine serves the home; null for nothing.</param>
    internal static void Serve(
        Site site,
        ServeRequest request,
        IServingHost host,
        Func<IDisposable>? open = null,
        StandbyWait? wait = null
    )
    {
        var (home, options) = Prepare(site, request);
        options = options with { Log = host.Logs.CreateLogger("runner") };
        new Daemon(home, site.Node, host, wait ?? Standby.Idle, open).Serve(request.Runners, options);
    }

    /// <summary>Has a process in the background serve it, and waits until that does.</summary>
    /// <exception cref="ProblemException">Another serves it, or the process did not come up.</exception>
    public static UpView Start(Site site, ServeRequest request)
    {
        var (home, _) = Prepare(site, request);

        // A database that cannot be used is said here, not in a log.
        home.Submissions().Dispose();
        using (var queries = home.Read())
        {
            if (Served.By(home.State, queries) is { Kind: not ServerKind.Runner, Place: null } server)
            {
                throw Served.Refusal(server);
            }
        }

        using var serve = new FileLock(home.State.ServeLock);
        var (pid, log) = Background.Start(
            home.State,
            site.Node,
            "up",
            [.. OptionsOf(request), .. site.Node.Log.Arguments],
            pid => serve.ReadHolder() == pid.ToString()
        );
        using var after = home.Read();
        return new UpView(pid) { Log = log, StandsByFor = after.Frame.ServedElsewhere };
    }

    private static (IHome Home, RunnerOptions Options) Prepare(Site site, ServeRequest request)
    {
        var options = new RunnerOptions
        {
            Capacity = NodeCapacity.Detect(site.Node, request.Slots),
            Cycle = request.Cycle ?? RunnerOptions.DefaultCycle,
            IsStrict = request.IsStrict,
        };
        var home = site.Create();
        Served.RefuseElsewhere(home);
        return (home, options);
    }

    /// <summary>What was understood, not the words it was said in: an option can be written in many ways.</summary>
    private static List<string> OptionsOf(ServeRequest request)
    {
        var options = new List<string> { $"--runners={request.Runners}" };
        options.AddRange(
            request.Cycle is { } cycle ? [$"--cycle={(decimal)cycle.Ticks / TimeSpan.TicksPerSecond}s"] : []
        );
        options.AddRange(request.Slots is { } slots ? [$"--slots={slots}"] : []);
        options.AddRange(request.Api);
        options.AddRange(request.Otlp is { } otlp ? [$"--otlp={otlp}"] : []);
        options.AddRange(request.IsStrict ? ["--strict"] : []);
        options.AddRange(request.IsVerbose ? ["--verbose"] : []);
        return options;
    }
}
