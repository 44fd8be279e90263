using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Linux.Processes;

namespace Rota.Node.Machine;

/// <summary>
/// Starts processes that are to be another user's. Between the fork and the exec nobody can take on a user from here,
/// so this program itself is started, in the role that does: with an environment that holds nothing of the user's.
/// </summary>
internal sealed unsafe class OwnedSpawner
{
    private const int AppendCreate = 0x401 | 0x40;
    private const int Truncate = 0x200;
    private const uint PrivateFile = 0x180;
    private const int OpaqueBytes = 1024;

    /// <summary>By these a process is known as an attempt's, also before it has become the user's.</summary>
    private static readonly string[] Told = [ProcessTable.Marker, ProcessTable.JobVariable, SlotMark.Variable];
    private readonly void* attributes = SpawnAttributes.New();

    private static IReadOnlyList<string> Surroundings(IEnumerable<string> told) =>
        [.. told, .. OwnEnvironment.Find("DOTNET_ROOT") is { } runtime ? [$"DOTNET_ROOT={runtime}"] : (string[])[]];

    /// <summary>Starts the process of an order that names its owner.</summary>
    /// <returns>0 and the pid, or an error number. What goes wrong as the user is said in the output.</returns>
    public int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid)
    {
        pid = 0;
        if (Account.Me != 0)
        {
            return Native.NotPermitted;
        }

        Give(outputPath, (uint)order.Start.Owner!, isOutput: true);
        Give(errorPath, (uint)order.Start.Owner!, isOutput: false);
        var told = new UserStart(context.Entries(), context.Settings.Captured, order).Bytes();
        using var input = StandardInput.OfBytes(told, out var failure);
        return input is null ? failure : Spawn(order, (int)input.DangerousGetHandle(), outputPath, errorPath, out pid);
    }

    private int Spawn(LaunchOrder order, int input, string outputPath, string errorPath, out int pid)
    {
        using var texts = new NativeText();
        var actions = stackalloc byte[OpaqueBytes];
        SpawnAttributes.Require(NativeSpawn.ActionsInit(actions));
        try
        {
            SpawnAttributes.Require(NativeSpawn.ActionsAddDup(actions, input, 0));
            SpawnAttributes.Require(
                NativeSpawn.ActionsAddOpen(actions, 1, texts.Add(outputPath), AppendCreate | Truncate, PrivateFile)
            );
            SpawnAttributes.Require(
                NativeSpawn.ActionsAddOpen(actions, 2, texts.Add(errorPath), AppendCreate, PrivateFile)
            );
            if (order.RedirectsErrors)
            {
                SpawnAttributes.Require(NativeSpawn.ActionsAddDup(actions, 1, 2));
            }

            SpawnAttributes.Require(NativeSpawn.ActionsAddChangeDirectory(actions, texts.Add("/")));
            SpawnAttributes.Require(NativeSpawn.ActionsAddCloseFrom(actions, 3));
            var told = Told.Select(name =>
                order.Environment.FirstOrDefault(one => one.StartsWith(name + "=", StringComparison.Ordinal))
            );
            int started;
            var error = NativeSpawn.PosixSpawn(
                &started,
                texts.Add(UserStart.Program),
                actions,
                attributes,
                texts.Vector(["rota", UserStart.Role]),
                texts.Vector(Surroundings(told.OfType<string>()))
            );
            pid = started;
            return error;
        }
        finally
        {
            SpawnAttributes.Require(NativeSpawn.ActionsDestroy(actions));
        }
    }

    /// <summary>
    /// What a task writes to is made here and belongs to it, so that it can open it again by /dev/stderr. By its name
    /// it cannot come there: that is in the state.
    /// </summary>
    private static void Give(string path, uint owner, bool isOutput)
    {
        // Never one that somebody had before: who had it open, or gave it another name, would read along.
        File.Delete(path);
        FreshFile.Create(path);
        if (isOutput)
        {
            _ = FreshFile.TryMake(path, isEmpty: true);
        }

        _ = NativeUsers.ChangeOwner(path, owner, NativeUsers.Same);
    }
}
