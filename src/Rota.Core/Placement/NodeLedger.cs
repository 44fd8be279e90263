using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// A node's book: its slots, CPUs, memory, GPUs and licences, and which attempt holds what of them. It has the last
/// word on every claim, and what it checks is what <c>rota explain</c> shows.
/// </summary>
public sealed class NodeLedger : AccountBook
{
    private readonly List<Account> gpus = [];
    private readonly List<Account> cpus = [];
    private readonly Dictionary<(ResourceRequest, double), NodeClaim> claims = [];

    /// <summary>Opens the book of a node with nothing reserved.</summary>
    public NodeLedger(Capacity capacity, NodeId? node = null)
    {
        (Capacity, Node) = (capacity, node ?? NodeId.Home);
        Slots = Open(AccountId.Slots(Node), capacity.Slots);
        Cpus = Open(AccountId.Cpus(Node), capacity.MilliCpus);
        Memory = Open(AccountId.Memory(Node), capacity.MemoryBytes);
        Gpus = Open(AccountId.Gpus(Node), (long)capacity.Gpus.Length * DeviceClaim.Whole);
        foreach (var (name, amount) in capacity.Licences)
        {
            Open(AccountId.Licence(Node, name), amount);
        }

        for (var gpu = 0; gpu < capacity.Gpus.Length; gpu++)
        {
            gpus.Add(Open(IdOfGpu(gpu), DeviceClaim.Whole));
        }

        cpus.AddRange(capacity.CpuIds.Select(cpu => Open(IdOfCpu(cpu), DeviceClaim.Whole)));
    }

    /// <summary>Whose book it is.</summary>
    public NodeId Node { get; }

    /// <summary>What the node has.</summary>
    public Capacity Capacity { get; private set; }

    /// <summary>Slots.</summary>
    public Account Slots { get; }

    /// <summary>Thousandths of a CPU.</summary>
    public Account Cpus { get; }

    /// <summary>Bytes of memory.</summary>
    public Account Memory { get; }

    /// <summary>Thousandths of all GPUs; of which ones is booked apart.</summary>
    public Account Gpus { get; }

    /// <summary>Gives it more slots, or fewer: who holds one then keeps it.</summary>
    public void Resize(int slots) => (Capacity, Slots.Capacity) = (Capacity with { Slots = slots }, slots);

    /// <summary>The account of a licence. One the node does not have is an account of nothing.</summary>
    public Account Licence(string name) => Of(AccountId.Licence(Node, name));

    /// <summary>Takes over a shared account, as another process committed it.</summary>
    /// <param name="id">An account of this node, also of what it has no more.</param>
    /// <param name="used">How much of it is used.</param>
    /// <returns>How much became free by it; negative when there is less.</returns>
    public long Learn(AccountId id, long used)
    {
        var account = Of(id);
        var freed = account.Used - used;
        account.Learn(used, account.Capacity);
        return freed;
    }

    /// <summary>Why the claim does not fit now, or null when it does.</summary>
    public static Refusal? Check(Shape shape) => Check(shape.OfNode) ?? shape.Gpus?.Check() ?? shape.Pinned?.Check();

    /// <summary>What tasks with such a request take here: the same claim for all of them.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="memoryFactor">Factor on the stated memory.</param>
    public NodeClaim ClaimOf(ResourceRequest request, double memoryFactor)
    {
        if (!claims.TryGetValue((request, memoryFactor), out var claim))
        {
            claims[(request, memoryFactor)] = claim = NodeClaim.Of(this, request, memoryFactor);
        }

        return claim;
    }

    /// <summary>What a request takes of the GPUs; null for none.</summary>
    internal DeviceClaim? GpusOf(ResourceRequest request) =>
        request.MilliGpus > 0 ? new(Gpus, gpus, request.MilliGpus) : null;

    /// <summary>What it takes of the CPUs that it is pinned to; null where it is not.</summary>
    internal DeviceClaim? CpusOf(ResourceRequest asked) => asked.IsPinned ? new(Cpus, cpus, asked.MilliCpus) : null;

    /// <summary>Reserves for an attempt what a check let through.</summary>
    /// <exception cref="InvariantException">There is no room for it.</exception>
    public Reservation Reserve(AttemptId attempt, Shape shape) =>
        Grant(
            attempt,
            shape,
            shape.Gpus?.Take() ?? [],
            [.. (shape.Pinned?.Take() ?? []).Select(at => Capacity.CpuIds[at])]
        );

    /// <summary>Books what an attempt has already: it outlived its scheduler.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="shape">What it holds.</param>
    /// <param name="taken">Its GPUs and the CPUs that it is pinned to, also one that the machine has no more.</param>
    /// <param name="isStored">Whether the store's word on shared accounts has it already.</param>
    public Reservation Restore(AttemptId attempt, Shape shape, (int[] Gpus, int[] Cpus) taken, bool isStored)
    {
        var reservation = Book(attempt, shape, taken.Gpus, taken.Cpus, isStored);
        if (!isStored)
        {
            foreach (var (device, amount) in DevicesOf(reservation))
            {
                device.Book(amount);
            }
        }

        return reservation;
    }

    /// <inheritdoc/>
    public override void Release(Reservation reservation)
    {
        base.Release(reservation);
        foreach (var (device, amount) in DevicesOf(reservation))
        {
            device.Return(amount);
        }
    }

    /// <inheritdoc/>
    private protected override ReadOnlySpan<Charge> ChargesOf(Shape shape) => shape.OfNode;

    private IEnumerable<(Account Device, long Amount)> DevicesOf(Reservation held) =>
        held
            .Gpus.Select(gpu => (Of(IdOfGpu(gpu)), held.Shape.Gpus!.Each))
            .Concat(held.Cpus.Select(cpu => (Of(IdOfCpu(cpu)), (long)DeviceClaim.Whole)));

    private Account Of(AccountId id)
    {
        Invariant.Check(id.IsOf(Node), "a node's book has accounts of that node alone");
        return Find(id) ?? Open(id, 0);
    }

    private AccountId IdOfCpu(int number) => AccountId.Cpu(Node, number.ToString());

    private AccountId IdOfGpu(int position) => AccountId.Gpu(Node, position.ToString());
}
