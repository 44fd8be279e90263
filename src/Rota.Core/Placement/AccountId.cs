using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>Names one account: what it counts, whose it is, and which one of those.</summary>
public readonly record struct AccountId
{
    private readonly string? name;

    private AccountId(AccountKind kind, long scope, string name) =>
        (Kind, Scope, this.name) = (kind, scope, name.Length == 0 ? null : name);

    /// <summary>What it counts.</summary>
    public AccountKind Kind { get; }

    /// <summary>Number of the node or the job whose it is; 0 for what belongs to the home.</summary>
    public long Scope { get; }

    /// <summary>Which one, where its scope has several of the kind: a licence, a queue, a key; else empty.</summary>
    public string Name => name ?? "";

    /// <summary>The resource that an account of a budget is of; empty for any other.</summary>
    public string Resource =>
        Kind == AccountKind.Budget ? Name[(Name.IndexOf(' ', StringComparison.Ordinal) + 1)..] : "";

    /// <summary>The path of the scope whose budget it is; empty for any other.</summary>
    public string BudgetScope => Kind == AccountKind.Budget ? Name[..Name.IndexOf(' ', StringComparison.Ordinal)] : "";

    /// <summary>Whether it is a rule that somebody set: the home answers for it, or the job's runner.</summary>
    public bool IsLimit => Kind >= AccountKind.Queue;

    /// <summary>Whether it is a limit that jobs of several runners obey: the home answers for it.</summary>
    public bool IsOfHome => Kind is >= AccountKind.Queue and <= AccountKind.Budget;

    /// <summary>Whether it is a thing that this node has: the node answers for it.</summary>
    public bool IsOf(NodeId node) => Kind is >= AccountKind.Slots and <= AccountKind.Licence && Scope == node.Value;

    /// <summary>The same of the home's own machine, for a sentence that has said whose it is.</summary>
    public AccountId OfNoNode => IsLimit ? this : new(Kind, NodeId.Home.Value, Name);

    /// <summary>Its stored text, which is also what people read: see <see cref="AccountText"/>.</summary>
    public string Text => AccountText.Write(this);

    /// <summary>The same thing of another node.</summary>
    public AccountId At(NodeId node) => new(Kind, node.Value, Name);

    /// <summary>The slots of a node.</summary>
    public static AccountId Slots(NodeId node) => new(AccountKind.Slots, node.Value, "");

    /// <summary>Thousandths of a CPU of a node.</summary>
    public static AccountId Cpus(NodeId node) => new(AccountKind.Cpus, node.Value, "");

    /// <summary>Bytes of memory of a node.</summary>
    public static AccountId Memory(NodeId node) => new(AccountKind.Memory, node.Value, "");

    /// <summary>Thousandths of the GPUs of a node.</summary>
    public static AccountId Gpus(NodeId node) => new(AccountKind.Gpus, node.Value, "");

    /// <summary>Thousandths of one GPU of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="position">Its position there, as text.</param>
    public static AccountId Gpu(NodeId node, string position) => new(AccountKind.Gpu, node.Value, position);

    /// <summary>Thousandths of one CPU of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="number">Its number there, as text.</param>
    public static AccountId Cpu(NodeId node, string number) => new(AccountKind.Cpu, node.Value, number);

    /// <summary>A licence of a node.</summary>
    public static AccountId Licence(NodeId node, string name) => new(AccountKind.Licence, node.Value, name);

    /// <summary>A queue.</summary>
    public static AccountId Queue(string name) => new(AccountKind.Queue, 0, name);

    /// <summary>A concurrency key, by its text.</summary>
    public static AccountId ConcurrencyKey(string text) => new(AccountKind.ConcurrencyKey, 0, text);

    /// <summary>Rights of a scope of budgets to a resource.</summary>
    /// <param name="scope">Path of the scope, which has no space.</param>
    /// <param name="resource">The resource.</param>
    public static AccountId Budget(string scope, string resource) => new(AccountKind.Budget, 0, $"{scope} {resource}");

    /// <summary>What <c>max_parallel</c> of a job limits.</summary>
    public static AccountId JobParallel(JobId job) => new(AccountKind.JobParallel, job.Value, "");

    /// <summary>What <c>max_parallel</c> of an entry limits.</summary>
    public static AccountId EntryParallel(JobId job, string entry) => new(AccountKind.EntryParallel, job.Value, entry);

    /// <summary>The account that a stored text names. One that nobody knows is kept as it is.</summary>
    public static AccountId Parse(string text) => AccountText.Read(text) ?? new(AccountKind.Unknown, 0, text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
