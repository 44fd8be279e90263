using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Users;

/// <summary>
/// Makes this process one of a user, for good, and then another program. Nothing of root's is left in it: not its
/// groups, keys, capabilities nor open files.
/// </summary>
internal static unsafe class UserProcess
{
    private const int SignalsMax = 64;

    /// <summary>Takes on the user: groups first, while that is allowed, then the group, and the user last.</summary>
    /// <exception cref="UnauthorizedAccessException">It did not become theirs, wholly.</exception>
    public static void Become(SystemUser user)
    {
        var groups = user.Groups();
        fixed (uint* first = groups)
        {
            Require(NativeUsers.SetGroups((nuint)groups.Length, first), "setgroups");
        }

        Require(NativeUsers.SetGroup(user.Group, user.Group, user.Group), "setresgid");
        Require(NativeUsers.SetUser(user.Number, user.Number, user.Number), "setresuid");
        uint real,
            effective,
            saved;
        _ = NativeUsers.Users(&real, &effective, &saved);
        if (
            (real, effective, saved) != (user.Number, user.Number, user.Number)
            || (user.Number != 0 && NativeUsers.SetUser(NativeUsers.Same, 0, NativeUsers.Same) == 0)
        )
        {
            throw new UnauthorizedAccessException($"this process did not become {user.Name}'s");
        }

        NativeUsers.LeaveKeys();
    }

    /// <summary>Becomes a program, which has the three standard descriptors and default signals.</summary>
    /// <returns>Why it did not, as an error number.</returns>
    public static int Execute(string program, IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        for (var signal = 1; signal <= SignalsMax; signal++)
        {
            // The runtime ignores SIGPIPE, and what is ignored stays so across exec.
            _ = Native.SetSignal(signal, 0);
        }

        NativeUsers.CloseFrom(3);
        using var texts = new NativeText();
        _ = NativeUsers.Execute(texts.Add(program), texts.Vector(arguments), texts.Vector(environment));
        return Marshal.GetLastPInvokeError();
    }

    private static void Require(int result, string call)
    {
        if (result != 0)
        {
            throw new UnauthorizedAccessException($"{call}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
