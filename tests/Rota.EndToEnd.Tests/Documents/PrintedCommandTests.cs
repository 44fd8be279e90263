using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>Commands of the README and the examples, taken from the text and run as printed.</summary>
public sealed partial class PrintedCommandTests
{
    public static TheoryData<string> Commands => [.. Document.Commands];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_printed_command_does_what_its_document_says(string command) => Scene.Of(command).Play(command);

    [Fact]
    public void The_readme_shows_what_a_run_prints()
    {
        using var checkout = new Checkout();
        checkout.Fill("small");
        var printed = checkout.Shell(Document.Commands.First() + " -p dir=small").Exits(0).Error.Split('\n');
        var shown = Document.Blocks("README.md").Single(block => block.StartsWith("job 1 ", StringComparison.Ordinal))
            .Split('\n');
        Assert.Equal(Form(shown[0]), Form(printed[0]));
        Assert.Equal(Form(shown[2]), Form(printed[1]));
        Assert.StartsWith("  slowest: ", shown[3], StringComparison.Ordinal);
        Assert.StartsWith("  slowest: ", printed[2], StringComparison.Ordinal);
    }

    /// <summary>Commands in the text and not in a block are not run: their verbs and options are looked up.</summary>
    [Fact]
    public void Every_verb_and_option_that_a_manual_mentions_is_there()
    {
        using var rota = new RotaState();
        var help = new Dictionary<string, Outcome>();
        foreach (var mention in Document.Manuals.SelectMany(Document.Mentions).Select(Own).Distinct())
        {
            var verb = mention.Split(' ')[1];
            if (Placeholder().IsMatch(verb))
            {
                continue;
            }

            // A verb may have verbs of its own: rota slots plan.
            string[] words = mention.Split(' ') is [_, "slots" or "queue" or "budget" or "schedule" or "simulate" or "set" or "notify" or "service" or "token" or "audit" or "operations" or "home" or "cell", var own, ..] && char.IsLetter(own[0])
                ? [verb, own, "--help"]
                : [verb.StartsWith('-') ? "--help" : verb, "--help"];
            verb = string.Join(' ', words);
            help.TryAdd(verb, rota.Run(words));
            Assert.True(help[verb].ExitCode == 0, $"{mention}: {help[verb]}");
            Assert.All(OptionWord().Matches(mention).Select(match => match.Value), option =>
                Assert.Contains(help[verb].Out.Split([' ', ',']), word => word == option));
        }

        Assert.True(help.Count > 15, $"only {help.Count} verbs were found: {string.Join(' ', help.Keys)}");
    }

    [Fact]
    public void The_job_file_of_the_manual_is_understood()
    {
        using var rota = new RotaState();
        rota.Environment["ROTA_LICENSES"] = "abaqus=1";
        var file = Document.Blocks("docs/job-file.md").First();
        var plan = rota.Json("plan", rota.Write("manual.yaml", file));

        // Whether it fits is this machine's affair; 2 x 50 combinations but one, and three more, are the file's.
        Assert.True(plan.ExitCode is 0 or 6, plan.ToString());
        Assert.Equal(102, plan.Json.GetProperty("tasks").GetInt32());
    }

    /// <summary>Rota's own part of a command: what follows -- or ::: is the program's.</summary>
    private static string Own(string command) => Tail().Replace(command, "");

    /// <summary>A line without its numbers and durations.</summary>
    private static string Form(string line) => Number().Replace(line, "#");

    [GeneratedRegex(@"(?:\d+m\d+s|\d+(?:\.\d+)?(?:ms|s)?\b)")]
    private static partial Regex Number();

    [GeneratedRegex(" (?:--|:::)(?: .*)?$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"(?<= )--?[a-z][a-z-]*")]
    private static partial Regex OptionWord();

    [GeneratedRegex("^[A-Z.]+$")]
    private static partial Regex Placeholder();
}
