using System.Text;
using Rota.Core.Bytes;

namespace Rota.App.Exporting;

/// <summary>Writes texts as the bytes they are; a writer of .NET's replaces those that are no UTF-8.</summary>
internal sealed class ByteLines(Stream output) : IDisposable
{
    private const int FlushCharacters = 1 << 15;
    private readonly StringBuilder pending = new();

    public void Write(string text)
    {
        pending.Append(text);
        if (pending.Length > FlushCharacters)
        {
            Flush();
        }
    }

    public void Dispose() => Flush();

    private void Flush()
    {
        output.Write(ByteText.Bytes(pending.ToString()));
        pending.Clear();
    }
}
