using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Linux.Processes;

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
    private readonly void* attributes = SpawnAttributes.New();

    /// <summary>Starts the process of an order.</summary>
    /// <returns>0 and the pid, or an error number.</returns>
    public int Spawn(LaunchOrder order, EnvironmentBlock context, string outputPath, string errorPath, out int pid)
    {
        var settings = context.Settings.With(order.Start);
        if (settings.IsOwnThreadNeeded)
        {
            return SpawnApart(order, context, settings, outputPath, errorPath, out pid);
        }

        context.Settings.Take();
        return SpawnHere(order, context, outputPath, errorPath, out pid);
    }

    private int SpawnApart(
        LaunchOrder order,
        EnvironmentBlock context,
        TaskSettings settings,
        string outputPath,
        string errorPath,
        out int pid
    )
    {
        if (settings.IsClosedToOwner)
        {
            // Made by the new process, this keeper could not open them again.
            FreshFile.Create(outputPath);
            _ = FreshFile.TryMake(outputPath, isEmpty: true);
            FreshFile.Create(errorPath);
        }

        var (error, started) = (0, 0);
        var isDone = settings.TryRun(() =>
            error = ThreadSettings.Lacks(order.Start.Nice, order.Start.Cpus)
                ? Native.NotPermitted
                : SpawnHere(order, context, outputPath, errorPath, out started)
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

        using var input = StandardInput.Open(order.Start.Input, out var failure);
        if (failure != 0)
        {
            return failure;
        }

        var actions = stackalloc byte[OpaqueBytes];
        SpawnAttributes.Require(NativeSpawn.ActionsInit(actions));
        try
        {
            SpawnAttributes.Require(
                input is null
                    ? NativeSpawn.ActionsAddOpen(actions, 0, texts.Add("/dev/null"), 0, 0)
                    : NativeSpawn.ActionsAddDup(actions, (int)input.DangerousGetHandle(), 0)
            );
            // Emptied by the child itself: so it shows that there was one (FreshFile).
            SpawnAttributes.Require(
                NativeSpawn.ActionsAddOpen(actions, 1, texts.Add(outputPath), AppendCreate | Truncate, PrivateFile)
            );
            SpawnAttributes.Require(
                NativeSpawn.ActionsAddOpen(actions, 2, texts.Add(errorPath), AppendCreate, PrivateFile)
            );
            if (order.RedirectsErrors)
            {
                // Opened all the same, so that the two files are treated alike everywhere.
                SpawnAttributes.Require(NativeSpawn.ActionsAddDup(actions, 1, 2));
            }

            SpawnAttributes.Require(NativeSpawn.ActionsAddChangeDirectory(actions, texts.Add(order.Directory)));
            SpawnAttributes.Require(NativeSpawn.ActionsAddCloseFrom(actions, 3));
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
            SpawnAttributes.Require(NativeSpawn.ActionsDestroy(actions));
        }
    }
}
