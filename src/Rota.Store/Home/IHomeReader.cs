using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;
using Rota.Store.Budgets;
using Rota.Store.Nodes;
using Rota.Store.Records;
using Rota.Store.SavedFilters;
using Rota.Store.Turns;

namespace Rota.Store.Home;

/// <summary>What people ask of a home. Reads only; each question is answered from one committed state.</summary>
public interface IHomeReader : IDisposable
{
    /// <summary>The tasks of jobs.</summary>
    ITaskReader Tasks { get; }

    /// <summary>The history of attempts.</summary>
    IAttemptReader Attempts { get; }

    /// <summary>What goes on now.</summary>
    ILiveReader Live { get; }

    /// <summary>Queues and shared accounts.</summary>
    IQueueReader Queues { get; }

    /// <summary>Budgets.</summary>
    IBudgetReader Budgets { get; }

    /// <summary>Schedules.</summary>
    IScheduleReader Schedules { get; }

    /// <summary>Who takes turns.</summary>
    IFrameReader Frame { get; }

    /// <summary>What has changed, in order.</summary>
    IChangeReader Changes { get; }

    /// <summary>What is on its way out.</summary>
    IOutboxReader Outbox { get; }

    /// <summary>What was changed, by whom and why.</summary>
    IAuditReader Audit { get; }

    /// <summary>Operations on many jobs.</summary>
    IOperationReader Operations { get; }

    /// <summary>Tokens of the API.</summary>
    ITokenReader Tokens { get; }

    /// <summary>What proves that all of it is sound.</summary>
    IHomeProof Proof { get; }

    /// <summary>
    /// The newest jobs, newest first; where tags are given, of those that have all of them, and of those before a job.
    /// </summary>
    IReadOnlyList<JobRow> Jobs(int limit, IEnumerable<KeyValuePair<string, string>>? tags = null, JobId? before = null);

    /// <summary>The newest jobs of a name, newest first; of those before a job, where one is given.</summary>
    IReadOnlyList<JobRow> Named(string name, int limit, JobId? before = null);

    /// <summary>The names of jobs that begin so, in their order, each once.</summary>
    IReadOnlyList<string> Names(string prefix, int limit);

    /// <summary>Jobs that have not ended, oldest first.</summary>
    IReadOnlyList<JobRow> Unfinished();

    /// <summary>One job, or null.</summary>
    JobRow? Job(JobId id);

    /// <summary>What was submitted, or null.</summary>
    JobSpec? Spec(JobId id);

    /// <summary>How many tasks of a job may run at a time now, or null for as many as there is room for.</summary>
    int? MaxParallel(JobId id);

    /// <summary>The jobs that one waits for before it starts, with how they ended.</summary>
    IReadOnlyList<AwaitedJob> Awaited(JobId id);

    /// <summary>The entries of a job.</summary>
    IReadOnlyList<GroupRow> Groups(JobId id);

    /// <summary>A job in the form its runner works on, for explanations; null when there is none.</summary>
    StoredJob? Load(JobId id);

    /// <summary>Jobs that are open and wanted, or have live attempts.</summary>
    IReadOnlyList<(JobId Job, bool IsWanted)> OpenJobs();

    /// <summary>Filters that people gave names, of all owners.</summary>
    IReadOnlyList<SavedFilter> Filters();

    /// <summary>Whether a request has been carried out.</summary>
    bool IsDone(long request);

    /// <summary>Names of the nodes, as their runners last said; that with the home is always among them.</summary>
    IReadOnlyDictionary<NodeId, string> NodeNames();

    /// <summary>The other nodes of the cell by number, those that were removed too.</summary>
    IReadOnlyList<NodeRow> CellNodes();

    /// <summary>The home's own machine as a node; null before somebody served it or said something of it.</summary>
    NodeRow? OwnNode();

    /// <summary>What the node has, as its runner last said; null before the first run.</summary>
    Capacity? NodeCapacity();
}
