using System.Text;
using Rota.Node.Hosting;

namespace Rota.Cli.Output;

/// <summary>
/// The one way that words of Rota's own take. What it says beside its results never ends it, whatever standard error
/// leads to: a full disk, a pipe without a reader, a terminal that was closed.
/// </summary>
internal static class OwnWords
{
    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Has everything that is printed from now on go this way, in every role of the program.</summary>
    public static void Install()
    {
        Console.SetOut(new StreamWriter(new StandardStream(StandardStream.Output), Text) { AutoFlush = true });
        Console.SetError(
            new StreamWriter(new Unfailing(new StandardStream(StandardStream.Error)), Text) { AutoFlush = true }
        );
    }

    private sealed class Unfailing(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            try
            {
                inner.Write(buffer);
            }
            catch (IOException)
            {
                // There is no other place to say it.
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
