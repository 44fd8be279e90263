using System.Collections.Immutable;

namespace Rota.Core.Jobs.Secrets;

/// <summary>
/// Which variables are taken for secrets. The names are a guess, so it errs on the safe side: one that is taken for a
/// secret by mistake still reaches the tasks, from the process that runs them.
/// </summary>
public static class SecretNames
{
    private const string Cloud = "AWS_";

    private static readonly ImmutableArray<string> Parts =
    [
        "TOKEN",
        "SECRET",
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "CREDENTIAL",
        "KEY",
    ];

    private static readonly ImmutableArray<string> Endings = ["_PASS", "_PWD", "_PAT", "_AUTH"];

    /// <summary>Words that hold a part of a secret's name and are none; what is left of a name is looked at.</summary>
    private static readonly ImmutableArray<string> Harmless = ["KEYBOARD", "KEYMAP", "TOKENIZER"];

    /// <summary>
    /// Whether a variable of the submitter's is left out of what a job stores: by its name, or for a URL with a
    /// password in it.
    /// </summary>
    public static bool IsLeftOut(string name, string value) =>
        name.StartsWith(Cloud, StringComparison.OrdinalIgnoreCase) || IsSecret(name, value);

    /// <summary>
    /// Whether a variable that somebody wrote into a job is likely to be a secret. Not all that begins with AWS_ is: a
    /// region is often written there, and is none.
    /// </summary>
    public static bool IsSecret(string name, string value)
    {
        var rest = Harmless.Aggregate(
            name.ToUpperInvariant(),
            (text, word) => text.Replace(word, "", StringComparison.Ordinal)
        );
        return Parts.Any(part => rest.Contains(part, StringComparison.Ordinal))
            || Endings.Any(ending => rest.EndsWith(ending, StringComparison.Ordinal))
            || HasPassword(value);
    }

    /// <summary>Whether a text is a URL such as <c>postgres://user:password@host/base</c>.</summary>
    private static bool HasPassword(string value)
    {
        const string Separator = "://";
        var start = value.IndexOf(Separator, StringComparison.Ordinal);
        if (start <= 0)
        {
            return false;
        }

        var authority = value[(start + Separator.Length)..].Split('/', '?', '#', ' ')[0];
        var user = authority[..Math.Max(0, authority.LastIndexOf('@'))];
        return user.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 && colon < user.Length - 1;
    }
}
