using Rota.Core.Jobs;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Directories;
using Rota.Node.Keeper.Lines;
using Rota.Store.Local;

namespace Rota.Node.Tests.Keeper;

/// <summary>Directories that attempts have to themselves, from one keeper to the next.</summary>
public sealed class OwnDirectoriesTests : IDisposable
{
    private readonly StateDirectory state =
        StateDirectory.Open(Path.Combine(Directory.CreateTempSubdirectory("rota-own-").FullName, "state"), create: true);

    public OwnDirectoriesTests() => Directory.CreateDirectory(state.JobDirectory(7));

    private string[] Marks => Directory.GetFiles(state.Live, "*.dir");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(state.Path)!, recursive: true);

    [Theory]
    [InlineData(OwnDirectory.Fresh, true, false)]
    [InlineData(OwnDirectory.Fresh, false, false)]
    [InlineData(OwnDirectory.KeptWhenFailed, true, false)]
    [InlineData(OwnDirectory.KeptWhenFailed, false, true)]
    [InlineData(OwnDirectory.Kept, true, true)]
    [InlineData(OwnDirectory.Kept, false, true)]
    public void It_stays_by_rule_and_its_mark_goes(OwnDirectory rule, bool hasSucceeded, bool stays)
    {
        var directories = Keeper();
        Assert.Equal(0, directories.TryMake(Attempt(1), rule));
        Use(1);
        directories.Over(1, hasSucceeded);
        Finish(directories);
        Assert.Equal((stays, 0), (Directory.Exists(state.PlacesOf(null).OwnDirectory(7, 1)), Marks.Length));
    }

    [Theory]
    [InlineData(OwnDirectory.Fresh, false)]
    [InlineData(OwnDirectory.KeptWhenFailed, true)]
    [InlineData(OwnDirectory.Kept, true)]
    public void What_an_earlier_keeper_left_of_an_attempt_that_nobody_knows_is_decided_at_once(OwnDirectory rule, bool stays)
    {
        Keeper().TryMake(Attempt(1), rule);
        Use(1);
        var next = Keeper();
        Finish(next);
        Assert.Equal((stays, 0), (Directory.Exists(state.PlacesOf(null).OwnDirectory(7, 1)), Marks.Length));
    }

    [Fact]
    public void That_of_one_that_lives_stays_and_is_decided_on_when_it_ends()
    {
        Keeper().TryMake(Attempt(1), OwnDirectory.Fresh);
        var next = Keeper(Attempt(1));
        Finish(next);
        Assert.True(Directory.Exists(state.PlacesOf(null).OwnDirectory(7, 1)));
        next.Over(1, hasSucceeded: true);
        Finish(next);
        Assert.Equal((false, 0), (Directory.Exists(state.PlacesOf(null).OwnDirectory(7, 1)), Marks.Length));
    }

    [Fact]
    public void One_that_is_made_anew_is_empty_and_not_removed_for_what_was_there_before()
    {
        Keeper().TryMake(Attempt(1), OwnDirectory.Fresh);
        Use(1);
        var next = Keeper();
        Assert.Equal(0, next.TryMake(Attempt(1), OwnDirectory.Fresh));
        Assert.Empty(Directory.GetFileSystemEntries(state.PlacesOf(null).OwnDirectory(7, 1)));
        Finish(next);
        Assert.Equal((true, 1), (Directory.Exists(state.PlacesOf(null).OwnDirectory(7, 1)), Marks.Length));
    }

    [Fact]
    public void One_whose_start_waits_leaves_nothing()
    {
        var directories = Keeper();
        directories.TryMake(Attempt(1), OwnDirectory.Kept);
        directories.Undo(Attempt(1));
        Assert.Equal((false, 0), (Directory.Exists(state.PlacesOf(null).OwnDirectory(7, 1)), Marks.Length));
        Directory.Delete(state.JobDirectory(7), recursive: true);
        Assert.NotEqual(0, directories.TryMake(Attempt(2), OwnDirectory.Kept));
        Assert.Empty(Marks);
    }

    private static KeptAttempt Attempt(long id) => new(id, 7) { State = KeptState.Running };

    private OwnDirectories Keeper(params KeptAttempt[] attempts) => new(state, new KeeperLink(new ListedKernel()), attempts);

    private static void Finish(OwnDirectories directories)
    {
        while (directories.Removals.IsBusy)
        {
            directories.Removals.RemoveNext();
        }
    }

    private void Use(long attempt) => File.WriteAllText(Path.Combine(state.PlacesOf(null).OwnDirectory(7, attempt), "used"), "");
}
