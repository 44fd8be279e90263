using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Processes;

/// <summary>How other processes begin: in a session of their own, with default signals, none blocked.</summary>
public static unsafe class SpawnAttributes
{
    private const int OpaqueBytes = 1024;

    /// <summary>Made once, and used for every start.</summary>
    public static void* New()
    {
        var attributes = NativeMemory.AllocZeroed(OpaqueBytes);
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
        return attributes;
    }

    /// <summary>Goes on only where a call of posix_spawn's kin did what it was asked.</summary>
    /// <exception cref="IOException">It did not.</exception>
    public static void Require(int error)
    {
        if (error != 0)
        {
            throw new IOException($"preparing a process failed: {Native.Describe(error)}");
        }
    }
}
