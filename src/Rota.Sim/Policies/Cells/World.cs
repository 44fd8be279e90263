using Rota.Core.Model;
using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies.Chance;
using Rota.Sim.Policies.Figures;
using Rota.Sim.Policies.Model;
using Rota.Sim.Policies.Pending;
using Rota.Sim.Policies.Settings;

namespace Rota.Sim.Policies.Cells;

/// <summary>Nodes, jobs and messages of one run: all that a strategy acts on.</summary>
internal sealed partial class World<TSchedule>
    where TSchedule : struct, ISchedule
{
    /// <summary>Row of messages that go one way.</summary>
    public const int OneWay = 0;

    /// <summary>Row of an answer and what is done upon it: two ways in one event.</summary>
    public const int ThereAndBack = 1;

    /// <summary>Row of decisions.</summary>
    public const int Decision = 2;

    /// <summary>Mark on a task that has been started before, on a node that failed.</summary>
    private const int Again = 1 << 30;

    private readonly Backlog backlog = new();
    private readonly Workload workload;
    private readonly Prng[] choices;
    private readonly long warmupJobs;
    private readonly bool isEven;

    /// <summary>The pending events.</summary>
    public TSchedule Schedule;

    /// <summary>Now.</summary>
    public long Now;

    /// <summary>Messages sent between dispatchers and nodes.</summary>
    public long Messages;

    /// <summary>Attempts to commit a plan, and those that met a conflict.</summary>
    public (long Attempts, long Conflicts) Claims;

    /// <summary>Builds the nodes.</summary>
    public World(PolicySettings settings, Workload workload, long warmupJobs)
    {
        (Settings, this.workload, this.warmupJobs) = (settings, workload, warmupJobs);
        Nodes = new ModelNode[settings.Nodes];
        Servers = new Server[settings.Nodes * settings.Slots];
        Slots = settings.Slots;
        isEven = settings.Speeds.All(speed => speed == 1);
        for (var node = 0; node < Nodes.Length; node++)
        {
            Nodes[node] = new ModelNode
            {
                FreeServer = node * Slots,
                Head = Backlog.None,
                Slowness = 1 / settings.Speeds[node % settings.Speeds.Length],
            };
        }

        for (var server = 0; server < Servers.Length; server++)
        {
            Servers[server] = new Server
            {
                Job = -1,
                Task = server + 1,
                Node = server / Slots,
            };
        }

        var seed = Streams.Seed(settings.Seed, Purpose.Choice);
        choices = new Prng[settings.Dispatchers];
        for (var dispatcher = 0; dispatcher < choices.Length; dispatcher++)
        {
            choices[dispatcher] = Streams.Of(seed, dispatcher);
        }

        var delay = Ticks.From(settings.Delay / settings.Mean);
        Schedule.Open(
            new ScheduleShape(
                Servers.Length,
                (long)Math.Max(1, Ticks.PerUnit / (Servers.Length * Math.Min(1, settings.Load))),
                [delay, 2 * delay, Ticks.From(settings.DecisionTime / settings.Mean)],
                Servers.Length < Foresight.ServersMin ? null : new Foresight(Nodes, Servers, Jobs, backlog)
            )
        );
        IsInstant = delay == 0;
    }

    /// <summary>What was asked for.</summary>
    public PolicySettings Settings { get; }

    /// <summary>The nodes.</summary>
    public ModelNode[] Nodes { get; }

    /// <summary>Their servers, those of one node side by side.</summary>
    public Server[] Servers { get; }

    /// <summary>Servers of a node.</summary>
    public int Slots { get; }

    /// <summary>Whether messages take no time: then what they would ask can be looked up.</summary>
    public bool IsInstant { get; }

    /// <summary>The jobs under way.</summary>
    public JobBook Jobs { get; } = new();

    /// <summary>From arrival to the end of the last task.</summary>
    public Spans Responses { get; } = new();

    /// <summary>From arrival to the start of each task.</summary>
    public Spans Waits { get; } = new();

    /// <summary>Tasks of jobs that have arrived.</summary>
    public long Tasks { get; private set; }

    /// <summary>What nodes say of themselves.</summary>
    public NodeLoads Loads => new(Nodes);

    /// <summary>The random numbers of a dispatcher.</summary>
    public ref Prng Choice(int dispatcher) => ref choices[dispatcher];

    /// <summary>Takes a new job in.</summary>
    public int Open(long number, int dispatcher)
    {
        var tasks = workload.TasksOf(number);
        Tasks += tasks;
        return Jobs.Add(
            new Job
            {
                Arrival = Now,
                Number = number,
                Tasks = tasks,
                Left = tasks,
                Dispatcher = dispatcher,
                Next = -1,
            }
        );
    }

    /// <summary>Loads of nodes, as strategies of Core see them.</summary>
    internal readonly struct NodeLoads(ModelNode[] nodes) : ILoads
    {
        public int this[int node] => nodes[node].Load;
    }
}
