using System.Globalization;
using System.Text;
using Rota.Core.Bytes;

namespace Rota.Client.Sending;

/// <summary>Texts in a path or a query: what means something there, or is no ASCII, is a code.</summary>
internal static class PathText
{
    private const string Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    /// <summary>A path whose arguments are any texts.</summary>
    public static string Of(FormattableString path) =>
        string.Format(
            CultureInfo.InvariantCulture,
            path.Format,
            [.. path.GetArguments().Select(argument => Escaped($"{argument}"))]
        );

    /// <summary>One text; bytes that are no UTF-8 are kept.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var one in ByteText.Bytes(text))
        {
            _ = Plain.Contains((char)one, StringComparison.Ordinal)
                ? escaped.Append((char)one)
                : escaped.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }
}
