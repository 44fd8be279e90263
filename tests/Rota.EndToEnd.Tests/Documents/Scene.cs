using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>What a printed command needs around it, and what its document says that it does.</summary>
/// <param name="Phrase">Part of the command by which it is known.</param>
/// <param name="Check">Sees that it did it.</param>
internal sealed record Scene(string Phrase, Action<Checkout, Outcome> Check)
{
    /// <summary>Makes the files that the reader is assumed to have.</summary>
    public Action<Checkout> Prepare { get; init; } = _ => { };

    /// <summary>Words behind the printed ones: a smaller input, a result in the test's own directory.</summary>
    public string More { get; init; } = "";

    public int ExitCode { get; init; }

    /// <summary>Programs beyond a shell and coreutils.</summary>
    public string[] Programs { get; init; } = [];

    /// <summary>The scene of a command; the first that fits, the particular before the general.</summary>
    public static Scene Of(string command) =>
        Examples.Scenes.Concat(OneLiners.Scenes)
            .FirstOrDefault(scene => command.Contains(scene.Phrase, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"no scene for a command that a document prints: {command}");

    /// <summary>Runs the command in a checkout of its own.</summary>
    public void Play(string command)
    {
        foreach (var program in Programs)
        {
            Assert.SkipUnless(Checkout.Has(program), $"{program} is not installed");
        }

        using var checkout = new Checkout();
        Prepare(checkout);

        // Behind the words, before the comment: the line is the reader's, with a word more.
        var end = command.IndexOf("  #", StringComparison.Ordinal) is >= 0 and var comment ? comment : command.Length;
        Check(checkout, checkout.Shell(command.Insert(end, More)).Exits(ExitCode));
        checkout.Rota.Run("check").Exits(0);
    }
}
