using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>The verbs and options there are.</summary>
public sealed class HelpTests
{
    [Fact]
    public void Help_lists_the_verbs()
    {
        using var shell = new Transcript();
        shell.Does("--help").MatchesVerbatim();
    }

    [Fact]
    public void Help_of_each_verb_lists_its_options()
    {
        using var shell = new Transcript();
        foreach (var verb in Verbs.Of(shell.Rota.Run("--help")))
        {
            shell.Does(verb, "--help");
        }

        shell.MatchesVerbatim();
    }
}
