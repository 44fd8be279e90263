namespace Rota.Cell.State;

/// <summary>A node that has joined, and was not removed.</summary>
/// <param name="Name">Its name: one of a cell.</param>
/// <param name="Id">Its membership, which its certificate names.</param>
/// <param name="JoinedMicros">When it joined, in microseconds since 1970.</param>
public sealed record Member(string Name, string Id, long JoinedMicros)
{
    private const int NameMax = 63;

    /// <summary>Whether a text can be the name of a node: as that of a host.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= NameMax
        && text.All(letter =>
            char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.' or '_'
        )
        && char.IsAsciiLetterOrDigit(text[0]);

    /// <summary>The name that a host gives: its own, as far as a node's may be that.</summary>
    public static string NameOf(string host)
    {
        var letters = host.ToLowerInvariant()
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-');
        var name = string.Concat(letters).Trim('-', '.', '_');
        return name.Length is 0 or > NameMax ? "node" : name;
    }
}
