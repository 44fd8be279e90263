using Rota.Core.Placement;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Journals;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Orders;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Tests.Keeper;

/// <summary>Whose orders a keeper obeys when runners take partitions over from each other.</summary>
public sealed class ClaimTests
{
    private const ulong All = ulong.MaxValue;

    [Fact]
    public void An_earlier_owner_can_neither_come_back_nor_start_anything() => Assert.Equal((2, false), AfterALaterClaim());

    [Fact]
    public void A_keeper_that_obeys_earlier_owners_is_found()
    {
        PlantedBug.Here = PlantedBug.EarlierOwners;
        try
        {
            Assert.NotEqual((2, false), AfterALaterClaim());
        }
        finally
        {
            PlantedBug.Here = null;
        }
    }

    [Fact]
    public void A_runner_that_comes_again_in_its_epoch_writes_no_second_claim() => Using((ownership, _, link, _, journal) =>
    {
        Assert.Equal(0, ownership.Claim(Line(link), 3, All, 0));
        var length = journal.Length;
        Assert.Equal(0, ownership.Claim(Line(link), 3, All, 0));
        Assert.Equal(length, journal.Length);
    });

    [Fact]
    public void A_greeting_that_its_runner_gave_up_comes_too_late() => Using((ownership, _, link, _, _) =>
    {
        var second = Line(link);
        Assert.Equal(0, ownership.Claim(second, 3, All, greeting: 2));
        Assert.Equal(3, ownership.Claim(Line(link), 3, All, greeting: 1));
        Assert.True(link.IsOwner(second, 1));
    });

    [Fact]
    public void What_was_taken_back_is_not_revived_by_a_claim_that_is_made_again() => Using((ownership, orders, link, _, _) =>
    {
        var line = Line(link);
        ownership.Claim(line, 1, All, 0);
        Take(line);
        foreach (var takeBack in (Action[])[() => orders.Withdraw(line, 7, 1), () => orders.Stop(line, 7, 1)])
        {
            orders.Launch(line, Order, Context);
            takeBack();
            orders.Launch(line, Order with { IsRepeated = true }, Context);
            Assert.Equal(["ClaimAccepted", "Withdrawn", "ClaimRefused NotHeld"], Take(line));
        }

        orders.Launch(line, Order, Context);
        orders.Launch(line, Order with { IsRepeated = true }, Context);
        Assert.Equal(["ClaimAccepted", "ClaimDuplicate", "Waiting"], Take(line));
    });

    [Fact]
    public void Each_order_is_answered() => Using((ownership, orders, link, _, _) =>
    {
        var line = Line(link);
        ownership.Claim(line, 1, All, 0);
        Take(line);
        orders.Launch(line, Order, Context);
        Assert.Equal(["ClaimAccepted"], Take(line));
        orders.Launch(line, Order, Context);
        Assert.Equal(["ClaimDuplicate", "Waiting"], Take(line));
        orders.Launch(line, Order with { Attempt = 8 }, context: null);
        Assert.Equal(["ClaimRefused UnknownContext"], Take(line));
        orders.Withdraw(line, 7, 1);
        Assert.Equal(["Withdrawn"], Take(line));
        orders.Withdraw(line, 7, 1);
        orders.Stop(line, 7, 1);
        orders.Promote(line, 7, 1);
        Assert.Equal(Enumerable.Repeat("ClaimRefused NotHeld", 3), Take(line));
    });

    [Fact]
    public void What_there_is_no_room_for_is_refused_and_again_when_it_comes_twice() => Using((ownership, orders, link, table, _) =>
    {
        var line = Line(link);
        ownership.Claim(line, 1, All, 0);
        ownership.Count(line, new Capacity { Slots = 1, MilliCpus = 1_000, MemoryBytes = 1 });
        Take(line);
        orders.Launch(line, Taking(7), Context);
        orders.Launch(line, Taking(8), Context);
        Assert.Equal(["ClaimAccepted", "ClaimRefused NoRoom"], Take(line));

        // The first answer: by now another node has the task.
        orders.Withdraw(line, 7, 1);
        orders.Launch(line, Taking(8), Context);
        orders.Launch(line, Taking(8) with { IsRepeated = true }, Context);
        orders.Launch(line, Taking(9), Context);
        Assert.Equal(["Withdrawn", "ClaimRefused NoRoom", "ClaimRefused NoRoom", "ClaimAccepted"], Take(line));
        Assert.Equal(9, table.Claims.HighestAttempt);
    });

    [Fact]
    public void One_that_waits_for_a_place_needs_no_room_before_it_is_to_start_without_one() => Using((ownership, orders, link, table, _) =>
    {
        var line = Line(link);
        ownership.Claim(line, 1, All, 0);
        ownership.Count(line, new Capacity { Slots = 1, MilliCpus = 1_000, MemoryBytes = 1 });
        Take(line);
        orders.Launch(line, Taking(7), Context);
        orders.Launch(line, Taking(8) with { InPlace = true }, Context);
        Assert.Equal(["ClaimAccepted", "ClaimAccepted"], Take(line));
        orders.Promote(line, 8, 1);
        Assert.Equal(["ClaimRefused NoRoom", "Withdrawn"], Take(line));
        Assert.False(table.TryFind(8, out KeptAttempt? _));
    });

    [Fact]
    public void Who_says_nothing_of_what_it_takes_is_refused_nothing() => Using((ownership, orders, link, _, _) =>
    {
        var line = Line(link);
        ownership.Claim(line, 1, All, 0);
        ownership.Count(line, new Capacity { Slots = 0, MilliCpus = 0, MemoryBytes = 0 });
        Take(line);
        orders.Launch(line, Order with { InPlace = false }, Context);
        Assert.Equal(["ClaimAccepted"], Take(line));
    });

    [Fact]
    public void An_earlier_owner_hears_that_it_is_one() => Using((ownership, orders, link, _, _) =>
    {
        var (first, second) = (Line(link), Line(link));
        ownership.Claim(first, 1, All, 0);
        ownership.Claim(second, 2, All, 0);
        Take(first);
        orders.Launch(first, Order, Context);
        orders.Launch(second, Order, Context);
        orders.Stop(first, 7, 1);
        Assert.Equal(["ClaimRefused Fenced", "ClaimRefused Fenced"], Take(first));
    });

    [Fact]
    public void A_keeper_that_answers_a_launch_that_comes_twice_as_new_is_found() => Using((ownership, orders, link, _, _) =>
    {
        PlantedBug.Here = PlantedBug.DuplicateAsNew;
        try
        {
            var line = Line(link);
            ownership.Claim(line, 1, All, 0);
            Take(line);
            orders.Launch(line, Order, Context);
            orders.Launch(line, Order, Context);
            Assert.Equal(["ClaimAccepted", "ClaimAccepted"], Take(line));
        }
        finally
        {
            PlantedBug.Here = null;
        }
    });

    /// <summary>The answer to an earlier owner that claims again, and whether what it orders is taken.</summary>
    private static (long Answer, bool IsTaken) AfterALaterClaim()
    {
        (long, bool) result = default;
        Using((ownership, orders, link, table, _) =>
        {
            var first = Line(link);
            ownership.Claim(first, 1, All, 0);
            ownership.Claim(Line(link), 2, All, 0);
            orders.Launch(first, Order, Context);
            result = (ownership.Claim(first, 1, All, 0), table.TryFind(Order.Attempt, out var _));
        });
        return result;
    }

    private static readonly LaunchOrder Order = new()
    {
        Attempt = 7, Job = 1, Shape = 1, InPlace = true, AfterSuccessOnly = false, Context = 1,
        Arguments = ["true"], Directory = "/", Environment = [],
    };

    private static LaunchOrder Taking(long attempt) =>
        Order with { Attempt = attempt, InPlace = false, Terms = new NodeTerms { Takes = "1 slots" } };

    private static EnvironmentBlock Context => new([], TaskSettings.Usual(new() { Umask = 0 }));

    /// <summary>The frames that wait for a runner.</summary>
    private static List<string> Take(RunnerLine line)
    {
        var told = new List<string>();
        if (line.TryTake(out var frames))
        {
            for (var rest = frames.Written.Span; rest.Length > 0; rest = rest[(4 + BitConverter.ToInt32(rest))..])
            {
                var reader = new FrameReader(rest[4..]);
                var kind = reader.Kind();
                var refused = kind == FrameKind.ClaimRefused ? AnswerFrames.Read(kind, ref reader) as ClaimAnswer.Refused : null;
                told.Add(refused is null ? $"{kind}" : $"{kind} {refused.Why.Code}");
            }
        }

        return told;
    }

    private static RunnerLine Line(KeeperLink link) => link.Open();

    private static void Using(Action<Ownership, RunnerOrders, KeeperLink, AttemptTable, Journal> test)
    {
        var path = Path.GetTempFileName();
        var kernel = new LinuxKernel();
        using var journal = Journal.Open(path, kernel.BootId, kernel.Disk, static _ => { });
        var link = new KeeperLink(kernel);
        var table = new AttemptTable(link);
        var gaps = new Gaps();
        var records = new KeeperRecords(journal, link, AnchorIdentity.Unknown(kernel.BootId), kernel, gaps);
        var ownership = new Ownership(table, records, link, gaps);
        test(ownership, new RunnerOrders(table, new SpawnQueue(), link, new Notifier(), kernel), link, table, journal);
        File.Delete(path);
    }
}
