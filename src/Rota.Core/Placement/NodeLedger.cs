using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// A node's book: its slots, CPUs, memory, GPUs and licences, and which attempt holds what of them. It has the last
/// word on every claim, and what it checks is what <c>rota explain</c> shows.
/// </summary>
public sealed class NodeLedger : AccountBook
{
    private readonly List<Account> gpus = [];

    /// <summary>Opens the book of a node with nothing reserved.</summary>
    public NodeLedger(Capacity capacity, NodeId? node = null)
    {
        (Capacity, Node) = (capacity, node ?? NodeId.Home);
        Slots = Open(AccountId.Slots(Node), capacity.Slots);
        Cpus = Open(AccountId.Cpus(Node), capacity.MilliCpus);
        Memory = Open(AccountId.Memory(Node), capacity.MemoryBytes);
        Gpus = Open(AccountId.Gpus(Node), (long)capacity.Gpus.Length * GpuClaim.Whole);
        foreach (var (name, amount) in capacity.Licences)
        {
            Open(AccountId.Licence(Node, name), amount);
        }

        for (var gpu = 0; gpu < capacity.Gpus.Length; gpu++)
        {
            gpus.Add(Open(IdOfGpu(gpu), GpuClaim.Whole));
        }
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
    public static Refusal? Check(Shape shape) => Check(shape.OfNode) ?? shape.Gpus?.Check();

    /// <summary>What a shape takes of the GPUs; null for none.</summary>
    /// <param name="thousandths">Whole GPUs, or a share of one.</param>
    public GpuClaim? ClaimOfGpus(long thousandths) => thousandths > 0 ? new(Gpus, gpus, thousandths) : null;

    /// <summary>Reserves for an attempt what a check let through.</summary>
    /// <exception cref="InvariantException">There is no room for it.</exception>
    public Reservation Reserve(AttemptId attempt, Shape shape) => Grant(attempt, shape, shape.Gpus?.Take() ?? []);

    /// <summary>Books what an attempt has already: it outlived its scheduler.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="shape">What it holds.</param>
    /// <param name="taken">Its GPUs, also one that the machine has no more.</param>
    /// <param name="isStored">Whether the store's word on shared accounts has it already.</param>
    public Reservation Restore(AttemptId attempt, Shape shape, int[] taken, bool isStored)
    {
        var reservation = Book(attempt, shape, taken, isStored);
        foreach (var gpu in isStored ? [] : taken)
        {
            Of(IdOfGpu(gpu)).Book(shape.Gpus!.Each);
        }

        return reservation;
    }

    /// <inheritdoc/>
    public override void Release(Reservation reservation)
    {
        base.Release(reservation);
        foreach (var gpu in reservation.Gpus)
        {
            Of(IdOfGpu(gpu)).Return(reservation.Shape.Gpus!.Each);
        }
    }

    /// <inheritdoc/>
    private protected override ReadOnlySpan<Charge> ChargesOf(Shape shape) => shape.OfNode;

    private Account Of(AccountId id)
    {
        Invariant.Check(id.IsOf(Node), "a node's book has accounts of that node alone");
        return Find(id) ?? Open(id, 0);
    }

    private AccountId IdOfGpu(int position) => AccountId.Gpu(Node, position.ToString());
}
