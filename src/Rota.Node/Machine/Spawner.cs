using System.Runtime.InteropServices;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Node.Machine;

/// <summary>Starts processes by posix_spawn: own session, default signals, no descriptor of the keeper's.</summary>
internal sealed unsafe class Spawner
{
    // Not O_CLOEXEC: the descriptor keeps the number it is opened with, and the exec would close it.
    private const int AppendCreate = 0x401 | 0x40;
    private const int Truncate = 0x200;
    private const uint PrivateFile = 0x180;
    private const int OpaqueBytes = 1024;
    private readonly Programs programs = new();
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
        if (context.Settings.IsOwnThreadNeeded)
        {
            return SpawnApart(order, context, outputPath, errorPath, out pid);
        }

        context.Settings.Take();
        return SpawnHere(order, context, outputPath, errorPath, out pid);
    }

    private int SpawnApart(
        LaunchOrder order,
        EnvironmentBlock context,
        string outputPath,
        string errorPath,
        out int pid
    )
    {
        if (context.Settings.IsClosedToOwner)
        {
            // Made by the new process, this keeper could not open them again.
            FreshFile.Create(outputPath);
            _ = FreshFile.TryMake(outputPath, isEmpty: true);
            FreshFile.Create(errorPath);
        }

        var (error, started) = (0, 0);
        var isDone = context.Settings.TryRun(() =>
            error = SpawnHere(order, context, outputPath, errorPath, out started)
        );
        pid = started;
        return isDone ? error : Native.Again;
    }

    private int SpawnHere(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid)
    {
        using var texts = new NativeText();
        var program = programs.Find(order, context);
        pid = 0;
        if (program is null)
        {
            return Native.NoEntry;
        }

        var arguments = order.Arguments;
        if (context.Settings.Prefix is { Count: > 0 } prefix)
        {
            // Who sets the limits would say in the task's own output what is wrong with the program.
            if (Programs.Refusal(Path.Combine(order.Directory, program)) is var refusal and not 0)
            {
                return refusal;
            }

            (program, arguments) = (prefix[0], [.. prefix, .. arguments]);
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
            if (order.RedirectsErrors)
            {
                // Opened all the same, so that the two files are treated alike everywhere.
                Require(NativeSpawn.ActionsAddDup(actions, 1, 2));
            }

            Require(NativeSpawn.ActionsAddChangeDirectory(actions, texts.Add(order.Directory)));
            Require(NativeSpawn.ActionsAddCloseFrom(actions, 3));
            var environment = texts.Vector(order.Environment, context.Without(order.Environment));
            int started;
            var error = NativeSpawn.PosixSpawn(
                &started,
                texts.Add(program),
                actions,
                attributes,
                texts.Vector(arguments),
                environment
            );
            if (error == Native.NoExec && !Programs.IsMachineCode(Path.Combine(order.Directory, program)))
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

    private static void Require(int error)
    {
        if (error != 0)
        {
            throw new IOException($"preparing a process failed: {Native.Describe(error)}");
        }
    }
}
