using System.Runtime.InteropServices;
using Rota.Linux.Calls;

namespace Rota.Linux.Terminals;

/// <summary>
/// Standard output or standard error. Unlike the console's own stream it says when its reader is gone, and unlike a
/// file's it writes where whoever shares it wrote last.
/// </summary>
/// <param name="descriptor">1 or 2.</param>
public sealed unsafe class StandardStream(int descriptor) : OneWayStream
{
    /// <summary>Number of standard output.</summary>
    public const int Output = 1;

    /// <summary>Number of standard error.</summary>
    public const int Error = 2;

    private const int Patience = 1_000;

    /// <inheritdoc/>
    /// <exception cref="BrokenPipeException">Its reader is gone.</exception>
    /// <exception cref="IOException">
    /// What it leads to takes nothing: a full disk, a terminal that was closed.
    /// </exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            for (var at = 0; at < buffer.Length; )
            {
                var written = NativeFile.Write(descriptor, start + at, buffer.Length - at);
                if (written >= 0)
                {
                    at += (int)written;
                    continue;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Native.Interrupted:
                        break;
                    case Native.Again:
                        Native.AwaitWritable(descriptor, Patience);
                        break;
                    case Native.BrokenPipe:
                        throw new BrokenPipeException();
                    case var error:
                        throw new IOException(
                            $"standard {(descriptor == Output ? "output" : "error")} takes nothing: "
                                + Native.Describe(error),
                            error
                        );
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush() { }
}

/// <summary>Whoever read standard output has gone: there is nobody to go on for.</summary>
public sealed class BrokenPipeException() : IOException("the reader of standard output is gone");
