using Rota.Core.Jobs;
using Rota.Linux.Calls;
using Rota.Linux.Processes;
using Rota.Linux.Services;

namespace Rota.Node.Machine;

/// <summary>Starts this program again in another role, in a session of its own: no terminal can end it.</summary>
/// <param name="binary">The program.</param>
public sealed unsafe class SelfProcess(string binary)
{
    private const int OpaqueBytes = 1024;
    private static readonly void* Attributes = SpawnAttributes.New();
    private const int AppendCreate = 0x401 | 0x40;
    private static readonly ProcessSettings Plain = new() { Umask = 0x3F };

    /// <summary>Starts it with these arguments.</summary>
    /// <param name="arguments">A verb and what follows it.</param>
    /// <param name="logPath">Where what it prints goes.</param>
    /// <param name="input">Descriptor that becomes its standard input, or null for none.</param>
    /// <returns>Its pid.</returns>
    public int Start(IReadOnlyList<string> arguments, string logPath, int? input = null)
    {
        var (error, pid) = (Native.Again, 0);

        // It serves other submitters too: none of them should have what this process happens to have.
        _ = ThreadSettings.TryRun(Plain, OwnSettings.Current(), _ => error = Spawn(arguments, logPath, input, out pid));
        return error == 0
            ? pid
            : throw new IOException($"cannot start {binary} {arguments[0]}: {Native.Describe(error)}");
    }

    private int Spawn(IReadOnlyList<string> arguments, string logPath, int? input, out int pid)
    {
        using var texts = new NativeText();
        var actions = stackalloc byte[OpaqueBytes];
        NativeSpawn.ActionsInit(actions);
        if (input is { } descriptor)
        {
            NativeSpawn.ActionsAddDup(actions, descriptor, 0);
        }
        else
        {
            NativeSpawn.ActionsAddOpen(actions, 0, texts.Add("/dev/null"), 0, 0);
        }

        NativeSpawn.ActionsAddOpen(actions, 1, texts.Add(logPath), AppendCreate, 0x180);
        NativeSpawn.ActionsAddDup(actions, 1, 2);
        NativeSpawn.ActionsAddCloseFrom(actions, 3);
        int started;
        var error = NativeSpawn.PosixSpawn(
            &started,
            texts.Add(binary),
            actions,
            Attributes,
            texts.Vector([binary, .. arguments]),
            texts.Vector(Surroundings())
        );
        NativeSpawn.ActionsDestroy(actions);
        pid = started;
        return error;
    }

    private static List<string> Surroundings()
    {
        var entries = new List<string>();
        foreach (var (name, value) in OwnEnvironment.Variables)
        {
            // A keeper must not carry the mark of an attempt that happened to start it, nor speak for a service.
            if (
                name is not (ProcessTable.Marker or OwnSettings.OpenFilesVariable)
                && !Supervisor.OwnVariables.Contains(name)
            )
            {
                entries.Add($"{name}={value}");
            }
        }

        if (OwnSettings.OpenFiles() is { } files)
        {
            entries.Add($"{OwnSettings.OpenFilesVariable}={files}");
        }

        return entries;
    }
}
