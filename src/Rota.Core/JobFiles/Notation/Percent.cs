using System.Globalization;

namespace Rota.Core.JobFiles.Notation;

/// <summary>Shares: <c>95%</c>.</summary>
public static class Percent
{
    /// <summary>Reads a share from 0% to 100%.</summary>
    public static bool TryParse(string text, out double percent)
    {
        percent = 0;
        return text.EndsWith('%')
            && double.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out percent
            )
            && percent <= 100;
    }
}
