using FsCheck;
using FsCheck.Fluent;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Core.Tests.Placement;

/// <summary>The stored texts of accounts: those of all states that there are, and one account each.</summary>
public sealed class AccountIdTests
{
    private static readonly NodeId Other = new(2);

    /// <summary>What a text is made of that is taken for another one's, if any is.</summary>
    private static readonly string[] Parts =
    [
        "slots",
        "cpus",
        "memory",
        "gpus",
        "gpu/",
        "license/",
        "queue ",
        "concurrency key ",
        "max_parallel of job ",
        "max_parallel of ",
        "node ",
        "1",
        "2",
        "02",
        "-1",
        "+3",
        "9223372036854775808",
        " ",
        ".",
        "/",
        "\n",
        "\0",
        "\uDCE9",
        "é",
        "x",
    ];

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    private static readonly Gen<string> Texts = Gen.Elements(Parts).ListOf().Resize(6).Select(string.Concat);

    private static readonly Gen<AccountId> Ids = Texts
        .Zip(Gen.Elements(-1L, 1, 2, long.MaxValue))
        .Zip(Gen.Choose(0, 10))
        .Select(drawn =>
        {
            var ((name, scope), kind) = drawn;
            var (node, job) = (new NodeId(scope), new JobId(scope));
            return kind switch
            {
                0 => AccountId.Slots(node),
                1 => AccountId.Cpus(node),
                2 => AccountId.Memory(node),
                3 => AccountId.Gpus(node),
                4 => AccountId.Gpu(node, name),
                5 => AccountId.Licence(node, name),
                6 => AccountId.Queue(name),
                7 => AccountId.ConcurrencyKey(name),
                8 => AccountId.JobParallel(job),
                9 => AccountId.EntryParallel(job, name),
                _ => AccountId.Parse(name),
            };
        });

    public static TheoryData<string, AccountId> Stored =>
        new()
        {
            { "slots", AccountId.Slots(NodeId.Home) },
            { "cpus", AccountId.Cpus(NodeId.Home) },
            { "memory", AccountId.Memory(NodeId.Home) },
            { "gpus", AccountId.Gpus(NodeId.Home) },
            { "gpu/0", AccountId.Gpu(NodeId.Home, "0") },
            { "license/abaqus", AccountId.Licence(NodeId.Home, "abaqus") },
            { "queue default", AccountId.Queue("default") },
            { "queue concurrency key x", AccountId.Queue("concurrency key x") },
            { "concurrency key lr-0.1", AccountId.ConcurrencyKey("lr-0.1") },
            { "concurrency key ", AccountId.ConcurrencyKey("") },
            { "max_parallel of job 7", AccountId.JobParallel(new JobId(7)) },
            { "max_parallel of 7.train", AccountId.EntryParallel(new JobId(7), "train") },
            { "node 2 cpus", AccountId.Cpus(Other) },
            { "node 2 license/node 3 x", AccountId.Licence(Other, "node 3 x") },
        };

    [Theory]
    [MemberData(nameof(Stored))]
    public void Each_kind_has_its_text(string text, AccountId id)
    {
        Assert.Equal(text, id.Text);
        Assert.Equal(id, AccountId.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("tokens")]
    [InlineData("node 1 cpus")]
    [InlineData("node 02 cpus")]
    [InlineData("node 2 queue q")]
    [InlineData("max_parallel of job 07")]
    [InlineData("max_parallel of train")]
    public void A_text_of_no_kind_is_kept(string text)
    {
        var id = AccountId.Parse(text);
        Assert.Equal((AccountKind.Unknown, text), (id.Kind, id.Text));
        Assert.False(id.IsLimit || id.IsOfHome || id.IsOf(NodeId.Home));
    }

    [Fact]
    public void An_id_of_nothing_is_the_empty_text() => Assert.Equal(default, AccountId.Parse(""));

    [Fact]
    public void A_written_id_is_read_as_itself() =>
        Prop.ForAll(Ids.ToArbitrary(), id => AccountId.Parse(id.Text) == id).Check(Often);

    [Fact]
    public void Every_text_is_that_of_what_it_is_read_as() =>
        Prop.ForAll(Texts.ToArbitrary(), text => AccountId.Parse(text).Text == text).Check(Often);

    [Fact]
    public void Two_ids_never_share_a_text() =>
        Prop.ForAll(
                Ids.Zip(Ids).ToArbitrary(),
                pair => (pair.Item1 == pair.Item2) == (pair.Item1.Text == pair.Item2.Text)
            )
            .Check(Often);

    [Fact]
    public void A_booking_is_read_as_it_was_written() =>
        Prop.ForAll(
                Ids.Where(id => id.Kind != AccountKind.Unknown).Zip(Gen.Choose(1, 1_000_000)).ListOf().ToArbitrary(),
                drawn =>
                {
                    var amounts = drawn.Select(one => (one.Item1, (long)one.Item2)).ToArray();
                    return Booking.Read(Booking.Write(amounts)).SequenceEqual(amounts);
                }
            )
            .Check(Often);

    [Theory]
    [InlineData("", 0, "")]
    [InlineData("1 slots", 1, "1 slots")]
    [InlineData(
        "1 queue default\n1 concurrency key a b\n500 cpus",
        3,
        "500 cpus 1 concurrency key a b 1 queue default"
    )]
    public void Bookings_of_all_states_are_read(string text, int count, string read)
    {
        var amounts = Booking.Read(text);
        Assert.Equal(count, amounts.Count);
        Assert.Equal(read, string.Join(' ', amounts.Reverse().Select(one => $"{one.Amount} {one.Account}")));
        Assert.Equal(text, Booking.Write(amounts));
    }

    [Fact]
    public void A_line_break_in_a_key_that_an_earlier_version_stored_belongs_to_the_key() =>
        Assert.Equal(
            [(AccountId.ConcurrencyKey("a\nb"), 1), (AccountId.Slots(NodeId.Home), 2)],
            Booking.Read("1 concurrency key a\nb\n2 slots")
        );
}
