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

    /// <summary>The answer to an earlier owner that claims again, and whether what it orders is taken.</summary>
    private static (long Answer, bool IsTaken) AfterALaterClaim()
    {
        (long, bool) result = default;
        Using((ownership, orders, link, table, _) =>
        {
            var first = Line(link);
            ownership.Claim(first, 1, All, 0);
            ownership.Claim(Line(link), 2, All, 0);
            orders.Launch(first, Order, new EnvironmentBlock([], TaskSettings.Usual(new() { Umask = 0 })));
            result = (ownership.Claim(first, 1, All, 0), table.TryFind(Order.Attempt, out var _));
        });
        return result;
    }

    private static readonly LaunchOrder Order = new()
    {
        Attempt = 7, Job = 1, Shape = 1, InPlace = true, AfterSuccessOnly = false, Context = 1,
        Arguments = ["true"], Directory = "/", Environment = [],
    };

    private static RunnerLine Line(KeeperLink link) => link.Open();

    private static void Using(Action<Ownership, DaemonOrders, KeeperLink, AttemptTable, Journal> test)
    {
        var path = Path.GetTempFileName();
        var kernel = new LinuxKernel();
        using var journal = Journal.Open(path, kernel.BootId, kernel.Disk, static _ => { });
        var link = new KeeperLink(kernel);
        var table = new AttemptTable(link);
        var gaps = new Gaps();
        var records = new KeeperRecords(journal, link, AnchorIdentity.Unknown(kernel.BootId), kernel, gaps);
        var ownership = new Ownership(table, records, link, gaps);
        test(ownership, new DaemonOrders(table, new SpawnQueue(), link, new Notifier(), kernel), link, table, journal);
        File.Delete(path);
    }
}
