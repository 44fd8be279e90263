using Microsoft.Win32.SafeHandles;
using Rota.Linux.Calls;

namespace Rota.Linux.Terminals;

/// <summary>Standard input, as whoever started this process left it.</summary>
public static class StandardInput
{
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>
    /// Its bytes. What the runtime opens on a terminal reads lines with an editor of its own, which takes over the keys.
    /// </summary>
    public static Stream Open() => new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 0);

    /// <summary>
    /// Whether there is one. Where it was closed, the runtime has opened something of its own in its place, of which a
    /// read may never end; what is inherited is not closed on exec, and what the runtime opens is.
    /// </summary>
    public static bool IsOpen =>
        NativeFile.Control(0, GetDescriptorFlags, 0) is >= 0 and var flags && (flags & CloseOnExec) == 0;
}
