using Rota.Linux.Calls;

namespace Rota.Linux.Terminals;

/// <summary>Ends the wait of a thread that waits for keys, from any other thread.</summary>
public sealed unsafe class Waker : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int WithoutWaiting = 0x800;

    /// <summary>Its descriptor, which can be read when somebody called.</summary>
    internal int Descriptor { get; } = Native.EventDescriptor(0, CloseOnExec | WithoutWaiting);

    /// <summary>Calls.</summary>
    public void Wake()
    {
        ulong one = 1;
        _ = NativeFile.Write(Descriptor, (byte*)&one, sizeof(ulong));
    }

    /// <summary>Takes all calls as heard.</summary>
    internal void Forget()
    {
        ulong calls;
        _ = NativeFile.Read(Descriptor, (byte*)&calls, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose() => _ = NativeFile.Close(Descriptor);
}
