using Rota.Core.Model;

namespace Rota.Store.Local;

/// <summary>
/// The directory of all that Rota knows: database, locks, keeper journal, output. Private to its user.
/// </summary>
public sealed class StateDirectory
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Name of the home store's file.</summary>
    public const string DatabaseName = "rota.db";

    private StateDirectory(string path) => Path = path;

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>The home store's file.</summary>
    public string Database => System.IO.Path.Combine(Path, DatabaseName);

    /// <summary>Held around every write and every checkpoint.</summary>
    public string WriteLock => System.IO.Path.Combine(Path, "write.lock");

    /// <summary>What processes of this state show each other in memory.</summary>
    public string SharedMap => System.IO.Path.Combine(Path, "shared");

    /// <summary>Held by the process that runs jobs.</summary>
    public string ServeLock => System.IO.Path.Combine(Path, "serve.lock");

    /// <summary>Held by all processes that take turns, together.</summary>
    public string MembersLock => System.IO.Path.Combine(Path, "members.lock");

    /// <summary>The keeper's journal and socket.</summary>
    public string Keeper => System.IO.Path.Combine(Path, "keeper");

    /// <summary>Output of attempts that run.</summary>
    public string Live => System.IO.Path.Combine(Path, "live");

    /// <summary>Files that a node of a cell was brought, by what is in them, and those for attempts to come.</summary>
    public string Brought => System.IO.Path.Combine(Path, "brought");

    /// <summary>What is brought for an attempt, before it starts with that as its directory.</summary>
    public string StagedFor(long attempt) => System.IO.Path.Combine(Brought, "staged", attempt.ToString());

    /// <summary>What is kept of a job apart from the database: packed output, and the files its tasks leave.</summary>
    public string JobDirectory(long job) => System.IO.Path.Combine(Path, "jobs", job.ToString());

    /// <summary>Where tasks find and leave files.</summary>
    /// <param name="owner">The user whose job it is; null for a job of whoever serves the state.</param>
    public TaskPlaces PlacesOf(long? owner) => new(this, owner);

    /// <summary>
    /// Tells git to leave the state alone: it lies in the project, and holds environments and output.
    /// </summary>
    public string GitIgnore => System.IO.Path.Combine(Path, ".gitignore");

    /// <summary>Where the home of a cell has a socket to the keeper of each node that is connected.</summary>
    public string Doors => System.IO.Path.Combine(Path, "doors");

    /// <summary>The socket to the keeper of a node, by the node's number.</summary>
    public string Door(long node) => System.IO.Path.Combine(Doors, node.ToString());

    /// <summary>
    /// The node whose files these are: the number that a home elsewhere gave the machine, else that of the home itself.
    /// </summary>
    public NodeId Node
    {
        get => File.Exists(NumberFile) ? new NodeId(long.Parse(File.ReadAllText(NumberFile))) : NodeId.Home;
        set => File.WriteAllText(NumberFile, value.ToString());
    }

    private string NumberFile => System.IO.Path.Combine(Path, "number");

    /// <summary>The state of a node on another machine: the names of its files, none of which is here.</summary>
    /// <param name="path">Its path, as that machine names it.</param>
    public static StateDirectory Elsewhere(string path) => new(path);

    /// <summary>Opens the state, creating it where asked.</summary>
    /// <exception cref="StoreException">It is missing, unsafe, read-only or on a network file system.</exception>
    public static StateDirectory Open(string path, bool create)
    {
        var state = new StateDirectory(OwnPath.OfState(path));
        try
        {
            if (PathTrust.Walk(state.Path) is null)
            {
                if (!create)
                {
                    throw new StoreException(
                        StoreFailure.Unreachable,
                        $"no state in {state.Path}. Submit a job first, or name the state with --state DIR"
                            + UsersSocket.Hint
                    );
                }

                Directory.CreateDirectory(state.Path, Private);
            }

            LocalDisk.Require(state.Path);
            state.RefuseUntrusted();
            if (create)
            {
                foreach (
                    var directory in (string[])[state.Keeper, state.Live, System.IO.Path.Combine(state.Path, "jobs")]
                )
                {
                    Directory.CreateDirectory(directory, Private);
                }
            }
        }
        catch (UnauthorizedAccessException)
        {
            throw ClosedPath.Of(state.Path);
        }
        catch (IOException error)
        {
            var failure = error.Message.Contains("No space", StringComparison.Ordinal)
                ? StoreFailure.DiskFull
                : StoreFailure.ReadOnly;
            throw new StoreException(
                failure,
                $"cannot use {state.Path}: {error.Message.TrimEnd('.')}. "
                    + "Make it writable, or name another with --state DIR"
            );
        }

        return state;
    }

    /// <summary>
    /// Walks the path once more: what was missing is there now, and in a directory such as /tmp somebody else may have
    /// been quicker. Nobody can replace it afterwards, for all parents were found safe.
    /// </summary>
    private void RefuseUntrusted()
    {
        if (PathTrust.Walk(Path) is not { IsDirectory: true } facts)
        {
            throw new IOException("it is no directory");
        }

        StateTrust.Refuse(Path, facts);
        StateTrust.RefuseContents(this);
    }
}
