using Microsoft.Extensions.Logging;
using Rota.App.Results;
using Rota.Linux.Processes;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Runners;
using Rota.Runners.Members;
using Rota.Runners.Turns;
using Rota.Store;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.App.Serving;

/// <summary>A runner on a thread of its own, with its store and its line to the keeper.</summary>
internal sealed class RunnerThread
{
    private readonly Thread thread;
    private readonly KeeperClient executor;
    private readonly IHomeStore store;
    private readonly ILogger log;
    private readonly Action ended;
    private readonly RunDeliveries? deliveries;

    /// <summary>Makes the runner; <see cref="Start"/> starts it.</summary>
    /// <param name="home">The home of the jobs it runs.</param>
    /// <param name="name">Its name in the frame.</param>
    /// <param name="node">What anchor and keeper are told where it starts them.</param>
    /// <param name="options">What it is told.</param>
    /// <param name="ended">Called, on its thread, when it ended by itself.</param>
    /// <param name="deliveries">Begins and ends with it; null where others deliver.</param>
    public RunnerThread(
        IHome home,
        string name,
        NodeOptions node,
        RunnerOptions options,
        Action ended,
        RunDeliveries? deliveries = null
    )
    {
        (log, this.ended, this.deliveries) = (options.Log, ended, deliveries);

        // What was restored from a backup may be a database alone.
        var state = StateDirectory.Open(home.State.Path, create: true);
        store = home.Turns();
        executor = new KeeperClient(state, node);
        options = options with { Traces = RunTracing.Of(state), Reach = new NodeDoors(state, node) };
        Runner = new Runner(store, executor, Identity(name), options) { Starting = new ResultsForNeeds(home).Make };
        thread = new Thread(Run) { Name = name };
    }

    public Runner Runner { get; }

    /// <summary>Why it ended by itself; null while it runs.</summary>
    public Exception? Failure { get; private set; }

    public void Start()
    {
        thread.Start();
        deliveries?.Start();
    }

    /// <summary>Ends it after the turn in progress; what runs goes on under its keeper.</summary>
    public void Stop()
    {
        Runner.Stop();
        thread.Join();
        deliveries?.Finish();
    }

    /// <summary>Who this process is, as a runner of this name.</summary>
    private static RunnerIdentity Identity(string name)
    {
        OwnNamespaces.RefuseForeignProc();
        var self = ProcessTable.Find(Environment.ProcessId)!.Value;
        return new RunnerIdentity(
            name,
            self.Pid,
            self.StartTicks,
            ProcessTable.BootId,
            OwnNamespaces.Time,
            OwnNamespaces.Pids
        );
    }

    private void Run()
    {
        try
        {
            Runner.Run();
        }
        catch (Exception error)
        {
            if (error is not StoreException { Failure: StoreFailure.Elsewhere })
            {
                log.RunnerFailed(thread.Name!, error.Message, error);
            }

            Failure = error;
            ended();
        }
        finally
        {
            executor.Dispose();
            store.Dispose();
        }
    }
}
