using Rota.Linux.Calls;

namespace Rota.Linux.Terminals;

/// <summary>Ends the wait of a thread that waits for keys, from any other thread.</summary>
public sealed unsafe class Waker : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int WithoutWaiting = 0x800;
    private readonly Lock gate = new();
    private bool isOver;

    /// <summary>Its descriptor, which can be read when somebody called.</summary>
    internal int Descriptor { get; } = Native.EventDescriptor(0, CloseOnExec | WithoutWaiting);

    /// <summary>Calls. After the end, nobody.</summary>
    public void Wake()
    {
        lock (gate)
        {
            // Its number may be another file's by then.
            if (!isOver)
            {
                ulong one = 1;
                _ = NativeFile.Write(Descriptor, (byte*)&one, sizeof(ulong));
            }
        }
    }

    /// <summary>Takes all calls as heard.</summary>
    internal void Forget()
    {
        ulong calls;
        _ = NativeFile.Read(Descriptor, (byte*)&calls, sizeof(ulong));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
            _ = NativeFile.Close(Descriptor);
        }
    }
}
