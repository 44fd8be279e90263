using Rota.Core.Jobs;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Directories;
using Rota.Node.Keeper.Files;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Tests.Keeper;

/// <summary>Attempts that wait for their inputs, and for their outputs to be at home.</summary>
public sealed class FileMovesTests : IDisposable
{
    private readonly StateDirectory state =
        StateDirectory.Open(Path.Combine(Directory.CreateTempSubdirectory("rota-moves-").FullName, "state"), create: true);

    private readonly KeeperLink link = new(new LinuxKernel());
    private readonly SpawnQueue queue = new();
    private readonly AttemptTable table;
    private readonly OwnDirectories directories;
    private readonly FileMoves moves;
    private readonly RunnerLine owner;
    private readonly RunnerLine mover;

    public FileMovesTests()
    {
        Directory.CreateDirectory(state.JobDirectory(7));
        table = new AttemptTable(link);
        directories = new OwnDirectories(state, link, []);
        moves = new FileMoves(table, queue, directories, link, new Notifier());
        (owner, mover) = (link.Open(), link.Open());
        link.Own(owner, ulong.MaxValue);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(state.Path)!, recursive: true);

    [Fact]
    public void What_moves_nothing_waits_for_nothing()
    {
        var attempt = Taken(1, shared: "");
        Assert.True(FileMoves.MayStart(attempt));
        moves.Offered(mover);
        Assert.Equal([new FileWant(0, 0, FileWantKind.All)], Wants());
    }

    [Fact]
    public void It_starts_when_its_inputs_are_here()
    {
        moves.Offered(mover);
        var attempt = Taken(1);
        Assert.False(FileMoves.MayStart(attempt));
        Assert.Equal([new(0, 0, FileWantKind.All), new(1, 7, FileWantKind.Inputs)], Wants());
        moves.Moved(new FileMove(1, FileOutcome.Staged));
        Assert.True(FileMoves.MayStart(attempt));
        Assert.True(queue.TryTake(out var queued));
        Assert.Same(attempt, queued);
    }

    [Fact]
    public void Who_comes_later_hears_of_all_that_is_wanted()
    {
        Taken(1);
        Taken(2);
        moves.Moved(new FileMove(2, FileOutcome.Staged));
        moves.Offered(mover);
        Assert.Equal([new(1, 7, FileWantKind.Inputs), new(2, 7, FileWantKind.Kept), new(0, 0, FileWantKind.All)], Wants());
    }

    [Fact]
    public void One_that_waits_for_a_place_has_its_inputs_brought_meanwhile_and_does_not_start_for_it()
    {
        moves.Offered(mover);
        var attempt = Taken(1, state: KeptState.Waiting);
        Assert.Contains(new(1, 7, FileWantKind.Inputs), Wants());
        moves.Moved(new FileMove(1, FileOutcome.Staged));
        Assert.True(queue.IsEmpty);
        Assert.True(FileMoves.MayStart(attempt));
    }

    [Fact]
    public void Where_the_directory_is_shared_it_is_used_as_it_is()
    {
        var attempt = Taken(1);
        moves.Moved(new FileMove(1, FileOutcome.Shared));
        Assert.Equal(
            ("/work", "/work/out", "/work/in", null, "/other/out"),
            (attempt.Order!.Directory, attempt.Order.Outputs[0], attempt.Order.Start.Input!.File, attempt.Order.Start.Directory, attempt.Order.Outputs[1]));
    }

    [Fact]
    public void Without_room_on_the_disk_it_goes_elsewhere_and_is_told_why()
    {
        Taken(1);
        moves.Moved(new FileMove(1, FileOutcome.NoRoom, "no space left"));
        Assert.False(table.TryFind(1, out _));
        Assert.True(owner.TryTake(out var frames));
        var reader = new FrameReader(frames.Written.Span[4..]);
        var refused = Assert.IsType<ClaimAnswer.Refused>(AnswerFrames.Read(reader.Kind(), ref reader));
        Assert.Equal((ClaimRefusalCode.NoDisk, true), (refused.Why.Code, refused.Why.RetryAfter > TimeSpan.Zero));
        Assert.Contains("no space left", $"{refused.Why}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_taken_back_is_not_wanted_any_more()
    {
        moves.Offered(mover);
        table.TakeBack(Taken(1));
        Assert.Equal(new(1, 7, FileWantKind.Dropped), Wants()[^1]);
        moves.Moved(new FileMove(1, FileOutcome.Staged));
        Assert.Equal([new(1, 0, FileWantKind.Dropped)], Wants());
    }

    [Fact]
    public void When_its_directory_was_taken_away_its_inputs_are_wanted_again()
    {
        moves.Offered(mover);
        var attempt = Taken(1);
        moves.Moved(new FileMove(1, FileOutcome.Staged));
        moves.Again(attempt);
        Assert.False(FileMoves.MayStart(attempt));
        Assert.Equal(new(1, 7, FileWantKind.Inputs), Wants()[^1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_over_when_its_outputs_are_home_or_cannot_be(bool isDelivered)
    {
        var attempt = Started(1);
        moves.Offered(mover);
        Assert.False(moves.AreHome(attempt, out _));
        Assert.False(moves.AreHome(attempt, out _));
        Assert.Equal([new(0, 0, FileWantKind.All), new(1, 7, FileWantKind.Outputs)], Wants());
        moves.Moved(isDelivered ? new FileMove(1, FileOutcome.Delivered) : new FileMove(1, FileOutcome.NotDelivered, "out is not there"));
        Assert.True(moves.AreHome(attempt, out var why));
        Assert.Equal(isDelivered ? null : "out is not there", why);
    }

    /// <summary>What a directory is for stands beside it: the next keeper knows it without the order.</summary>
    [Fact]
    public void The_next_keeper_has_outputs_brought_home_too()
    {
        Started(1);
        var adopted = new KeptAttempt(1, 7) { State = KeptState.Running };
        table.Remove(1);
        table.Add(adopted);
        var next = new FileMoves(table, queue, new OwnDirectories(state, link, [adopted]), link, new Notifier());
        Assert.False(next.AreHome(adopted, out _));
        next.Offered(mover);
        Assert.Equal([new(1, 7, FileWantKind.Outputs), new(0, 0, FileWantKind.All)], Wants());
    }

    [Fact]
    public void What_ran_where_its_job_is_has_nothing_to_bring_home() =>
        Assert.True(moves.AreHome(Taken(1), out _));

    [Fact]
    public void What_was_brought_is_its_directory_and_without_it_nothing_starts()
    {
        var attempt = Taken(1);
        Assert.NotEqual(0, directories.TryMake(attempt, OwnDirectory.Elsewhere));
        _ = Started(2);
        Assert.Equal(["in"], Directory.GetFiles(state.PlacesOf(null).OwnDirectory(7, 2)).Select(Path.GetFileName));
        directories.Over(2, hasSucceeded: true);
        directories.Removals.RemoveNext();
        Assert.False(Directory.Exists(state.PlacesOf(null).OwnDirectory(7, 2)));
    }

    private KeptAttempt Started(long id)
    {
        var attempt = Taken(id);
        Directory.CreateDirectory(state.StagedFor(id));
        File.WriteAllText(Path.Combine(state.StagedFor(id), "in"), "x");
        Assert.Equal(0, directories.TryMake(attempt, OwnDirectory.Elsewhere));
        attempt.State = KeptState.Running;
        return attempt;
    }

    private KeptAttempt Taken(long id, string shared = "/work", KeptState state = KeptState.Queued)
    {
        var order = new LaunchOrder
        {
            Attempt = id, Job = 7, Shape = 1, InPlace = false, AfterSuccessOnly = false, Context = 1, Arguments = ["true"],
            Directory = "/own", Environment = [], Outputs = ["/own/out", "/other/out"],
            Start = new() { Directory = OwnDirectory.Elsewhere, Input = new("/own/in", null) },
            Terms = new() { SharedDirectory = shared },
        };
        var attempt = new KeptAttempt(id, 7) { Order = order, State = state };
        table.Add(attempt);
        moves.Took(order);
        return attempt;
    }

    private List<FileWant> Wants()
    {
        var wants = new List<FileWant>();
        for (var rest = mover.TryTake(out var frames) ? frames.Written : default; rest.Length > 0;)
        {
            var length = BitConverter.ToInt32(rest.Span);
            var reader = new FrameReader(rest.Span.Slice(4, length));
            Assert.Equal(FrameKind.FilesWanted, reader.Kind());
            wants.Add(FileWant.Read(ref reader));
            rest = rest[(4 + length)..];
        }

        return wants;
    }
}
