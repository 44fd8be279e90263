using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Model;
using Rota.Linux.Calls;
using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Backups;

/// <summary>
/// A state that is made from a backup, beside the place where it is to be. It gets its name when it is whole,
/// proven and on the disk; one that was not finished is removed by the next restore to the same place.
/// </summary>
public sealed class Restore : IRestoring
{
    private readonly string target;
    private readonly string part;
    private readonly FileLock alone;
    private bool isFinal;

    /// <summary>Begins a state.</summary>
    /// <param name="target">Where it is to be: nothing, or an empty directory.</param>
    public Restore(string target)
    {
        this.target = target;
        part = target + PartFile.Suffix;
        Durable.CreatePrivateDirectory(part);
        alone = new FileLock(LockPath);
        if (!alone.TryEnter())
        {
            alone.Dispose();
            throw new StoreException(
                StoreFailure.Busy,
                $"another process restores to {target} just now. Try again when it has ended, or name another directory"
            );
        }

        foreach (var left in new DirectoryInfo(part).EnumerateFileSystemInfos().Where(one => one.FullName != LockPath))
        {
            Remove(left);
        }
    }

    private string LockPath => Path.Combine(part, "restore.lock");

    /// <inheritdoc/>
    public (StateDirectory State, IReadOnlyList<string> Missing) Unpack(string file)
    {
        IReadOnlyList<string> missing = [];
        if (BareDatabase.Is(file))
        {
            missing = BareDatabase.Copy(file, part);
        }
        else
        {
            new ArchiveReader(file, part).Unpack();
        }

        var state = StateDirectory.Open(part, create: true);
        using var writeLock = new WriteLock(state);
        using var connection = Database.OpenWriter(state, writeLock);
        WriteTransaction.Run(
            connection,
            writeLock,
            () =>
            {
                Rewinding.Clear(connection);
                GoOn(connection, Instant.From(DateTimeOffset.UtcNow));
                return 0;
            }
        );
        _ = Upgrade.Forget(state);
        Spare.Keep(state);
        return (state, missing);
    }

    /// <inheritdoc/>
    public void Finish()
    {
        var descriptor = Posix.Open(part, Posix.ReadOnly, 0);
        using (new SafeFileHandle(descriptor, ownsHandle: true))
        {
            if (Posix.SyncFileSystem(descriptor) != 0)
            {
                throw new IOException($"cannot write {part} to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }

        CrashPoint.Reach("restore-proven");
        File.Delete(LockPath);
        Durable.Rename(part, target);
        isFinal = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isFinal)
        {
            Directory.Delete(part, recursive: true);
        }

        alone.Dispose();
    }

    private static void GoOn(Connection connection, Instant now)
    {
        var epoch = connection.Scalar("SELECT epoch FROM frame")!.Value;
        connection.Prepare("UPDATE frame SET serves_all = 0, epoch = ?1").Bind(1, RestoreRule.Epoch(epoch, now)).Run();
        var attempt = connection.Scalar("SELECT next FROM sequence WHERE name = 'attempt'")!.Value;
        connection
            .Prepare("UPDATE sequence SET next = ?1 WHERE name = 'attempt'")
            .Bind(1, RestoreRule.NextAttempt(attempt, now))
            .Run();
    }

    private static void Remove(FileSystemInfo left)
    {
        if (left is DirectoryInfo { LinkTarget: null } directory)
        {
            directory.Delete(recursive: true);
        }
        else
        {
            left.Delete();
        }
    }
}
