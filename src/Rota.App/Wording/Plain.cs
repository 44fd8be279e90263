using Rota.Core.Bytes;

namespace Rota.App.Wording;

/// <summary>Makes foreign text safe to print: it must not move the cursor or turn the text round.</summary>
internal static class Plain
{
    /// <summary>One line, as <see cref="OneLine"/> makes it.</summary>
    public static string Line(string text) => OneLine.Of(text);
}
