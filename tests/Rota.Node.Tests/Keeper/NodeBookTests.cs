using System.Collections.Immutable;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Fabric.Answers;
using Rota.Node.Keeper.Table;

namespace Rota.Node.Tests.Keeper;

/// <summary>The node's own book: what it has is given once, whatever a runner thinks.</summary>
public sealed class NodeBookTests
{
    private static readonly Capacity Machine = new()
    {
        Slots = 2, MilliCpus = 4_000, MemoryBytes = 1_000, Gpus = ["a", "b"], CpuIds = [2, 3],
        Licences = ImmutableSortedDictionary<string, long>.Empty.Add("tool", 1),
    };

    private readonly NodeBook book = new();

    [Fact]
    public void Before_the_node_has_said_what_it_has_nothing_is_refused()
    {
        book.Take(1, "9 slots");
        Assert.Null(book.Check("9 slots"));
        book.Tell(Machine);
        Assert.NotNull(book.Check("1 slots"));
    }

    [Theory]
    [InlineData("2 slots", null)]
    [InlineData("3 slots", "slots")]
    [InlineData("1 slots\n4001 cpus", "cpus")]
    [InlineData("1001 memory", "memory")]
    [InlineData("1000 gpus\n1000 gpu/1", null)]
    [InlineData("1000 gpus\n1000 gpu/2", "gpu/2")]
    [InlineData("1000 cpus\n1000 cpu/3", null)]
    [InlineData("1000 cpus\n1000 cpu/4", "cpu/4")]
    [InlineData("1 license/tool", null)]
    [InlineData("1 license/other", "license/other")]
    [InlineData("", null)]
    public void What_it_does_not_have_is_refused(string takes, string? of)
    {
        book.Tell(Machine);
        Assert.Equal(of, book.Check(takes)?.Of);
    }

    [Fact]
    public void A_refusal_says_what_is_asked_what_is_free_who_holds_it_and_when_to_come_again()
    {
        book.Tell(Machine);
        book.Take(17, "1 slots\n500 cpu");
        book.Take(18, "1 slots");
        var refusal = book.Check("1 slots")!;
        Assert.Equal(
            (ClaimRefusalCode.NoRoom, 1L, 0L, "held by attempt 17, 18", NodeBook.RetryAfter),
            (refusal.Code, refusal.Asked, refusal.Free, refusal.Holder, refusal.RetryAfter!.Value));
        Assert.Equal("its own book has 0 of slots free, and 1 are asked for: held by attempt 17, 18", $"{refusal}");
    }

    [Fact]
    public void What_is_given_back_is_free_once()
    {
        book.Tell(Machine);
        book.Take(1, "2 slots");
        book.Release(1);
        book.Release(1);
        Assert.Null(book.Check("2 slots"));
        Assert.NotNull(book.Check("3 slots"));
    }

    [Fact]
    public void A_successor_in_place_is_not_counted_twice()
    {
        book.Tell(Machine);
        book.Take(1, "2 slots");
        book.PassOn(1, 2);
        book.Release(1);
        Assert.NotNull(book.Check("1 slots"));
        book.Release(2);
        Assert.Null(book.Check("2 slots"));
    }

    [Fact]
    public void What_a_shape_takes_is_told_in_the_words_of_the_node()
    {
        var ledger = new NodeLedger(Machine, new NodeId(7));
        var shape = new Shape
        {
            Id = 1, Node = new NodeId(7),
            Charges = [new Charge(ledger.Cpus, 1_500, long.MaxValue), new Charge(ledger.Gpus, 1_000, long.MaxValue), new Charge(ledger.Licence("tool"), 1, long.MaxValue)],
            Gpus = ledger.ClaimOf(new() { Slots = 0, MilliCpus = 1_500, Gpus = 1 }, 1).Gpus,
        };
        var takes = Takings.Of(shape, [1], []);
        Assert.Equal("1500 cpus\n1000 gpus\n1 license/tool\n1000 gpu/1", takes);
        book.Tell(Machine);
        Assert.Null(book.Check(takes));
    }
}
