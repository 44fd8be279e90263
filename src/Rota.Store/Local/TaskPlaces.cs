using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Linux.Users;

namespace Rota.Store.Local;

/// <summary>
/// Where tasks find and leave files: in the state, or, of a job of another user, in a directory beside it that is
/// theirs alone, for nobody but its owner reaches into a state.
/// </summary>
/// <param name="State">The state.</param>
/// <param name="Owner">The number of the user; null for whoever serves the state.</param>
public readonly record struct TaskPlaces(StateDirectory State, long? Owner)
{
    private const int OnlyToPass = 0b111_001_001;
    private const int Private = 0b111_000_000;

    /// <summary>Where running attempts report.</summary>
    public string Live => Path.Combine(Root, "live");

    /// <summary>Whether root serves many users here: then there is a directory of root's for theirs.</summary>
    public bool AreOfMany =>
        Account.Me == 0 && FileRights.Of(Users) is { IsDirectory: true } facts && facts.Owner == Account.Me;

    private string Root => Owner is { } owner ? Path.Combine(Users, $"{owner}") : State.Path;

    private string Users => State.Path + ".users";

    /// <summary>What the tasks of a job are given, and leave.</summary>
    public string Job(long job) => Path.Combine(Root, "jobs", $"{job}");

    /// <summary>Where the tasks of a job may leave files of theirs.</summary>
    public string Files(long job) => Path.Combine(Job(job), "files");

    /// <summary>The directory that an attempt has to itself.</summary>
    public string OwnDirectory(long job, long attempt) => Path.Combine(Job(job), "dirs", $"{attempt}");

    /// <summary>
    /// Sees that the directory of the user is there, which root makes: nobody else can put anything in its place.
    /// </summary>
    /// <exception cref="IOException">It cannot be made, or something else is there.</exception>
    public void Make()
    {
        if (Owner is not { } owner)
        {
            return;
        }

        Make(Users, OnlyToPass, Account.Me);
        Make(Root, Private, (uint)owner);
    }

    /// <summary>
    /// Removes what tasks of a user left of a job, as that user; what they keep from it stays theirs. Of a job without
    /// an owner it is in the state, and goes with the rest of it.
    /// </summary>
    public void Forget(long job)
    {
        if (Owner is null)
        {
            return;
        }

        var path = Job(job);
        try
        {
            _ = UserFiles.As(Owner, () => TreeRemoval.Remove(path), Timeout.InfiniteTimeSpan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The user is gone, or it is not root who removes: the directory is not in the state.
        }
    }

    private static void Make(string path, int mode, uint owner)
    {
        if (FileRights.Of(path) is not { } facts)
        {
            _ = NativeFile.MakeDirectory(path, mode);
            _ = NativePaths.ChangeMode(path, (uint)mode);
            facts = FileRights.Of(path) ?? throw new IOException($"{path} cannot be made");
        }

        if (facts.IsDirectory && facts.Owner == Account.Me && owner != Account.Me)
        {
            _ = NativeUsers.ChangeOwner(path, owner, SystemUser.Of(owner)?.Group ?? NativeUsers.Same);
            facts = FileRights.Of(path) ?? facts;
        }

        if (!facts.IsDirectory || facts.Owner != owner || facts.IsGroupWritable || facts.IsWorldWritable)
        {
            throw new IOException($"{path} is not what Rota made there. Remove it, and look who made it");
        }
    }
}
