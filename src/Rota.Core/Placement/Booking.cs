using System.Globalization;

namespace Rota.Core.Placement;

/// <summary>
/// What an attempt takes of shared accounts as it is stored with the attempt, a line each: <c>1 slots</c>. A line that
/// begins with a space goes on with the name before it, which has a line break there.
/// </summary>
public static class Booking
{
    /// <summary>The text.</summary>
    public static string Write(IEnumerable<(AccountId Account, long Amount)> amounts) =>
        string.Join(
            '\n',
            amounts.Select(one =>
                string.Create(CultureInfo.InvariantCulture, $"{one.Amount} ")
                + one.Account.Text.Replace("\n", "\n ", StringComparison.Ordinal)
            )
        );

    /// <summary>What the text says.</summary>
    public static IReadOnlyList<(AccountId Account, long Amount)> Read(string text)
    {
        var lines = new List<(long Amount, string Text)>();
        foreach (var line in text.Split('\n'))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && long.TryParse(line.AsSpan(0, space), CultureInfo.InvariantCulture, out var amount))
            {
                lines.Add((amount, line[(space + 1)..]));
            }
            else if (lines.Count > 0)
            {
                // Earlier versions wrote such names without the space.
                lines[^1] = (lines[^1].Amount, $"{lines[^1].Text}\n{(space == 0 ? line[1..] : line)}");
            }
        }

        return [.. lines.Select(line => (AccountId.Parse(line.Text), line.Amount))];
    }
}
