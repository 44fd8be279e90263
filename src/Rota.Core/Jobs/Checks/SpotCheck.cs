using Rota.Core.Bytes;
using Rota.Core.Jobs.Shells;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.Jobs.Checks;

/// <summary>
/// Whether a value may stand where its placeholder stands in a shell text: one rule for files and options.
/// </summary>
internal static class SpotCheck
{
    /// <summary>What is wrong with the spot, and what to do; null where every value can be quoted for it.</summary>
    /// <param name="placeholder">The placeholder.</param>
    /// <param name="values">Its values, as far as they are known now.</param>
    public static (string Message, string Hint)? Of(Placeholder placeholder, IEnumerable<string> values) =>
        placeholder.Spot switch
        {
            ShellSpot.Unquotable => (
                $"{placeholder.Text} stands {placeholder.Trouble}, where its value cannot be quoted safely",
                $"for a number to calculate with set x=$(({placeholder.Text})) first, "
                    + $"for any other value x={placeholder.Text}, and use \"$x\" there"
            ),
            ShellSpot.Arithmetic when NoNumber(placeholder, values) is { } value => (
                $"{placeholder.Text} stands in $((...)), where only numbers are filled in, and \"{Short(value)}\" is none",
                "shells evaluate what is no number, and would run commands in it"
            ),
            ShellSpot.Comment => null,
            _ => OfText(placeholder, values),
        };

    /// <summary>The same for a value within a text that a shell reads once more.</summary>
    public static (string Message, string Hint)? OfText(Placeholder placeholder, IEnumerable<string> values) =>
        placeholder.ReadAgain is { } text
        && values
            .Select(value => PathParts.Of(value, placeholder.Part))
            .FirstOrDefault(part => !ShellQuote.IsPlain(part))
            is { } value
            ? (
                $"{placeholder.Text} stands in a text behind {text.Behind}, which a shell reads once more: only plain words "
                    + $"are filled in there, and \"{Short(value)}\" is none",
                text.Instead.Replace("{}", placeholder.Text, StringComparison.Ordinal)
            )
            : null;

    /// <summary>The values of a placeholder of a line, where its spot does not take every one.</summary>
    public static IEnumerable<string> Values(Placeholder placeholder, Expansion expansion) =>
        (placeholder.Spot != ShellSpot.Arithmetic && placeholder.ReadAgain is null)
        || placeholder.Name is Placeholder.Sequence or Placeholder.Slot
            ? []
            : Enumerable
                .Range(0, expansion.Count)
                .SelectMany(ordinal =>
                    placeholder.Name == Placeholder.All ? expansion.Values(ordinal)
                    : placeholder.Position is { } position
                        ? [expansion.Values(ordinal).ElementAtOrDefault(position) ?? ""]
                    : [expansion.Variable(placeholder.Name, ordinal) ?? ""]
                );

    private static string? NoNumber(Placeholder placeholder, IEnumerable<string> values) =>
        values
            .Select(value => PathParts.Of(value, placeholder.Part))
            .FirstOrDefault(part => !ShellQuote.IsNumber(part));

    private static string Short(string value) => value.Length > 60 ? ByteText.Head(value, 60) + "…" : value;
}
