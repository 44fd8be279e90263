using System.Runtime.InteropServices;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Files;
using Rota.Linux.Processes;
using Rota.Linux.Users;
using Rota.Node.Keeper.Starting;
using Rota.Node.Machine;

namespace Rota.Node.Owned;

/// <summary>The task that a process becomes which is the user's already.</summary>
internal sealed class OwnedTask(SystemUser user, UserStart start)
{
    /// <summary>Variables whose directories a task finds made, as those of a job without an owner does.</summary>
    private static readonly string[] Places = ["ROTA_OUTPUT_DIR", "ROTA_DIR"];

    private const string Report = "ROTA_PROGRESS_FILE";

    /// <summary>Becomes the program of the task.</summary>
    /// <returns>Why it did not.</returns>
    public string Become()
    {
        var order = SecretFile.Complete(start.Order, out var missing, user.Number);
        if (missing is not null)
        {
            return missing;
        }

        var own = OwnSettings.Current();
        var settings = start.Settings is { } wanted
            ? TaskSettings.Of(wanted, own, TaskSettings.FindLimiter())
            : TaskSettings.Usual(own);
        var context = new EnvironmentBlock([.. Identity(start.Environment), .. start.Environment], settings);
        var why = "the system has no thread for it";
        _ = settings.With(order.Start).TryRun(() => why = BecomeHere(order, context));
        return why;
    }

    private static string BecomeHere(LaunchOrder order, EnvironmentBlock context)
    {
        foreach (var place in PlacesOf(order))
        {
            Durable.CreatePrivateDirectory(place);
        }

        var error = ThreadSettings.Lacks(order.Start.Nice, order.Start.Cpus) ? Native.NotPermitted : Read(order.Start);
        if (error == 0 && NativeUsers.ChangeDirectory(order.Directory) != 0)
        {
            error = Marshal.GetLastPInvokeError();
        }

        return StartFailure.Explain(order, error == 0 ? Execute(order, context) : error, isOwn: true);
    }

    private static int Execute(LaunchOrder order, EnvironmentBlock context)
    {
        if (new Programs().Find(order, context) is not { } program)
        {
            return Native.NoEntry;
        }

        var arguments = order.Arguments;
        if (context.Settings.Prefix is { Count: > 0 } prefix)
        {
            if (Programs.Refusal(program) is var refusal and not 0)
            {
                return refusal;
            }

            (program, arguments) = (prefix[0], [.. prefix, .. arguments]);
        }

        IReadOnlyList<string> environment = [.. order.Environment, .. context.Entries(order.Environment)];
        var error = UserProcess.Execute(program, arguments, environment);
        return error == Native.NoExec && !Programs.IsMachineCode(program)
            ? UserProcess.Execute("/bin/sh", ["/bin/sh", program, .. order.Arguments.Skip(1)], environment)
            : error;
    }

    private static int Read(ProcessStart stated)
    {
        using var input = StandardInput.Open(stated.Input, out var error);
        if (error != 0)
        {
            return error;
        }

        var from = input is null ? Posix.Open("/dev/null", Posix.ReadOnly, 0) : (int)input.DangerousGetHandle();
        return NativeUsers.Duplicate(from, 0) < 0 ? Marshal.GetLastPInvokeError() : 0;
    }

    private static IEnumerable<string> PlacesOf(LaunchOrder order)
    {
        foreach (var entry in order.Environment)
        {
            var (name, path) = (entry.Split('=')[0], entry[(entry.IndexOf('=') + 1)..]);
            if (Places.Contains(name) || name == Report)
            {
                yield return name == Report ? Path.GetDirectoryName(path)! : path;
            }
        }
    }

    /// <summary>Who the user is, where the job does not say otherwise: never what the daemon has.</summary>
    private IEnumerable<string> Identity(IReadOnlyList<string> stated) =>
        new[]
        {
            $"HOME={user.Home}",
            $"USER={user.Name}",
            $"LOGNAME={user.Name}",
            $"SHELL={(user.Shell.Length > 0 ? user.Shell : "/bin/sh")}",
            $"PATH={SystemUser.UsualPath}",
        }.Where(own => !stated.Any(entry => entry.StartsWith(own[..(own.IndexOf('=') + 1)], StringComparison.Ordinal)));
}
