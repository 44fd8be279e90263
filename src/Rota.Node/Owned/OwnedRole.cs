using System.Runtime.InteropServices;
using Rota.Core.Bytes;
using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Linux.Users;

namespace Rota.Node.Owned;

/// <summary>
/// A process that root has begun and that becomes a user's task. All that the user names (directories, files, programs,
/// secrets) it looks at as that user: what they may not have, their task does not get either.
/// </summary>
public static class OwnedRole
{
    /// <summary>The first word of its command line.</summary>
    public const string Name = UserStart.Role;

    /// <summary>As shells have it of a program that could not be started.</summary>
    private const int NotStarted = 126;

    /// <summary>Becomes the task.</summary>
    /// <returns>An exit code, where it did not; why stands in its standard error.</returns>
    public static int Run()
    {
        try
        {
            var start = UserStart.Read(Told());
            var owner = start.Order.Start.Owner ?? throw new IOException("nobody is named whose task this is");
            var user =
                SystemUser.Of(owner)
                ?? throw new IOException($"this machine has no user {owner} any more. See: getent passwd {owner}");
            UserProcess.Become(user);
            return Refused(new OwnedTask(user, start).Become());
        }
        catch (Exception error)
        {
            return Refused(error.Message);
        }
    }

    private static int Refused(string why)
    {
        NativeStart.WriteError(ByteText.Bytes($"rota: {why}\n"));
        return NotStarted;
    }

    /// <summary>All that stands in the file that is its standard input.</summary>
    private static unsafe byte[] Told()
    {
        var bytes = new byte[NativeFile.Seek(0, 0, NativeFile.FromEnd)];
        fixed (byte* first = bytes)
        {
            for (var read = 0L; read < bytes.Length; )
            {
                var more = (long)NativeFile.ReadAt(0, first + read, (nint)(bytes.Length - read), read);
                read +=
                    more > 0
                        ? more
                        : throw new IOException($"what to start is not told: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }

        return bytes;
    }
}
