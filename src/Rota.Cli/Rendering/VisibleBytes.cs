using System.Text;
using Rota.Core.Bytes;

namespace Rota.Cli.Rendering;

/// <summary>What an encoder writes for a byte that is no UTF-8: its code, <c>\xe9</c>.</summary>
internal sealed class VisibleBytes : EncoderFallback
{
    /// <summary>Of half of a pair, which is no such byte, a question mark is left.</summary>
    private const string Other = "?";

    public override int MaxCharCount => 4;

    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : EncoderFallbackBuffer
    {
        private string shown = "";
        private int at;

        public override int Remaining => shown.Length - at;

        public override bool Fallback(char charUnknown, int index)
        {
            var text = charUnknown.ToString();
            (shown, at) = (ByteText.IsUtf8(text) ? Other : ByteText.Visible(text), 0);
            return true;
        }

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) =>
            Fallback(charUnknownHigh, index);

        public override char GetNextChar() => at < shown.Length ? shown[at++] : '\0';

        public override bool MovePrevious()
        {
            if (at == 0)
            {
                return false;
            }

            at--;
            return true;
        }

        public override void Reset() => (shown, at) = ("", 0);
    }
}
