using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>Starts processes by posix_spawn: own session, default signals, no descriptor of the keeper's.</summary>
internal sealed unsafe class Spawner
{
    // Not O_CLOEXEC: the descriptor keeps the number it is opened with, and the exec would close it.
    private const int AppendCreate = 0x401 | 0x40;
    private const int Truncate = 0x200;
    private const uint PrivateFile = 0x180;
    private const int OpaqueBytes = 1024;
    private readonly ConcurrentDictionary<(string Path, string Program), string?> programs = new();
    private readonly void* attributes = NativeMemory.AllocZeroed(OpaqueBytes);

    public Spawner()
    {
        var signals = stackalloc byte[128];
        Require(NativeSpawn.AttributesInit(attributes));
        Require(NativeSpawn.SigFillSet(signals));
        // The runtime ignores SIGPIPE, and what is ignored stays so across exec.
        Require(NativeSpawn.AttributesSetSigDefault(attributes, signals));
        Require(NativeSpawn.SigEmptySet(signals));
        Require(NativeSpawn.AttributesSetSigMask(attributes, signals));
        Require(
            NativeSpawn.AttributesSetFlags(
                attributes,
                NativeSpawn.SetSid | NativeSpawn.SetSigDefault | NativeSpawn.SetSigMask
            )
        );
    }

    /// <summary>Starts the process of an order.</summary>
    /// <returns>0 and the pid, or an error number.</returns>
    public int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid)
    {
        using var texts = new NativeText();
        var program = Find(order.Arguments[0], PathOf(order, context));
        pid = 0;
        if (program is null)
        {
            return Native.NoEntry;
        }

        var actions = stackalloc byte[OpaqueBytes];
        Require(NativeSpawn.ActionsInit(actions));
        try
        {
            Require(NativeSpawn.ActionsAddOpen(actions, 0, texts.Add("/dev/null"), 0, 0));
            // Emptied by the child itself: so it shows that there was one (FreshFile).
            Require(
                NativeSpawn.ActionsAddOpen(actions, 1, texts.Add(outputPath), AppendCreate | Truncate, PrivateFile)
            );
            Require(NativeSpawn.ActionsAddOpen(actions, 2, texts.Add(errorPath), AppendCreate, PrivateFile));
            Require(NativeSpawn.ActionsAddChangeDirectory(actions, texts.Add(order.Directory)));
            Require(NativeSpawn.ActionsAddCloseFrom(actions, 3));
            var environment = texts.Vector(order.Environment, context.Without(order.Environment));
            int started;
            var error = NativeSpawn.PosixSpawn(
                &started,
                texts.Add(program),
                actions,
                attributes,
                texts.Vector(order.Arguments),
                environment
            );
            if (error == Native.NoExec)
            {
                // A script without "#!": the shell runs it, as every shell and execvp do.
                error = NativeSpawn.PosixSpawn(
                    &started,
                    texts.Add("/bin/sh"),
                    actions,
                    attributes,
                    texts.Vector(["/bin/sh", program, .. order.Arguments.Skip(1)]),
                    environment
                );
            }

            pid = started;
            return error;
        }
        finally
        {
            Require(NativeSpawn.ActionsDestroy(actions));
        }
    }

    private static string PathOf(LaunchOrder order, EnvironmentBlock context) =>
        order.Environment.LastOrDefault(entry => entry.StartsWith("PATH=", StringComparison.Ordinal))?[5..]
        ?? context.Path;

    private string? Find(string program, string path)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }

        if (programs.TryGetValue((path, program), out var known) && known is not null)
        {
            return known;
        }

        var found = path.Split(':')
            .Select(directory => Path.Combine(directory.Length == 0 ? "." : directory, program))
            .FirstOrDefault(IsExecutable);
        programs[(path, program)] = found;
        return found;
    }

    private static bool IsExecutable(string file) =>
        File.Exists(file)
        && (
            File.GetUnixFileMode(file)
            & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)
        ) != UnixFileMode.None;

    private static void Require(int error)
    {
        if (error != 0)
        {
            throw new IOException($"preparing a process failed: {Native.Describe(error)}");
        }
    }
}
