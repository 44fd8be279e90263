using System.Net.Sockets;
using Rota.Linux.Files;

namespace Rota.Store.Local;

/// <summary>
/// The socket that all users of the machine may connect to. Its directory is root's: nobody else can put a socket of
/// theirs in its place, and be handed the jobs of others.
/// </summary>
public static class UsersSocket
{
    /// <summary>Where it is, unless somebody says otherwise.</summary>
    public const string Usual = "/run/rota/api.sock";

    /// <summary>What is said to who has no state, where a daemon serves all users; empty where none does.</summary>
    public static string Hint =>
        File.Exists(Usual) ? ", or ask the daemon that serves all users of this machine: --server system" : "";

    private const UnixFileMode ForAll =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;

    private const UnixFileMode Passable =
        UnixFileMode.UserRead
        | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    /// <summary>Makes its directory, and takes away what an earlier daemon left there.</summary>
    /// <exception cref="StoreException">Somebody else could put one there, or a daemon listens on it.</exception>
    /// <param name="path">Where it is to be; null for none.</param>
    public static void Prepare(string? path)
    {
        if (path is null)
        {
            return;
        }

        var directory = Path.GetDirectoryName(path)!;
        if (PathTrust.Walk(directory) is null)
        {
            Directory.CreateDirectory(directory);
            File.SetUnixFileMode(directory, Passable);
        }

        if (
            PathTrust.Walk(directory) is not { IsDirectory: true, IsWorldWritable: false, IsGroupWritable: false } facts
        )
        {
            throw Unsafe($"{directory} can be written by other users. Close it: chmod 755 {directory}");
        }

        if (facts.Owner != Account.Me)
        {
            throw Unsafe($"{directory} belongs to {Account.Describe(facts.Owner)}. Name another with --socket PATH");
        }

        if (IsAnswered(path))
        {
            throw new StoreException(
                StoreFailure.Unreachable,
                $"a daemon listens on {path} already. End it: rota down; or name another with --socket PATH"
            );
        }

        File.Delete(path);
    }

    /// <summary>Lets all users connect to it.</summary>
    /// <param name="path">Where it is; null for nowhere.</param>
    public static void Open(string? path)
    {
        if (path is not null)
        {
            File.SetUnixFileMode(path, ForAll);
        }
    }

    /// <summary>Takes it away.</summary>
    /// <param name="path">Where it is; null for nowhere.</param>
    public static void Clear(string? path)
    {
        if (path is not null)
        {
            File.Delete(path);
        }
    }

    private static bool IsAnswered(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static StoreException Unsafe(string why) => new(StoreFailure.Unsafe, why);
}
