using Rota.Core.Bytes;

namespace Rota.App.Views;

/// <summary>
/// A text that may hold any bytes, as two members of a view. JSON holds Unicode alone: one that does not is shown as
/// people see it, <c>x\xe9</c>, and beside it stand its bytes, by which it can be told from a text that says so itself.
/// </summary>
internal static class ShownText
{
    /// <summary>The text as people see it.</summary>
    public static string? Of(string? text) => text is null ? null : ByteText.Visible(text);

    /// <summary>Its bytes; null where the text is Unicode, and says all.</summary>
    public static byte[]? Bytes(string? text) => text is null || ByteText.IsUtf8(text) ? null : ByteText.Bytes(text);
}
