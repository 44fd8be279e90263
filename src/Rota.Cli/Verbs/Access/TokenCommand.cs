using System.CommandLine;
using Rota.App.Access;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;

namespace Rota.Cli.Verbs.Access;

/// <summary><c>rota token</c>: who may do what over HTTP.</summary>
internal static class TokenCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "How the token is called" };
    private static readonly Option<string> Scopes = new("--scope")
    {
        Description = "What it allows, with commas: read, logs, submit, operate, admin",
        Required = true,
        HelpName = "SCOPE,...",
    };
    private static readonly Option<string[]> Tags = new("--tag")
    {
        Description = "Only jobs with this label are there for it; may be repeated",
        HelpName = "NAME=VALUE",
    };
    private static readonly Option<string?> Expires = new("--expires")
    {
        Description = "How long it holds: 30d, 12h (default: until it is revoked)",
        HelpName = "DURATION",
    };

    public static Command Create() =>
        new("token", "Make tokens for the HTTP API, each for what it may do, and take them back")
        {
            CreateCreate(),
            CreateList(),
            CreateRevoke(),
        };

    private static Command CreateCreate()
    {
        var command = new Command("create", "Make a token, and show it this once") { Name, Scopes, Tags, Expires };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            var request = new TokenRequest(cli.Get(Name)!, cli.Get(Scopes)!)
            {
                Tags = (cli.Get(Tags) ?? []).Select(Pair).ToDictionary(StringComparer.Ordinal),
                Expires = cli.Get(Expires),
            };
            Answer.Print(
                cli.Output,
                TokenCases.Create(cli.Site, request),
                AccessJson.Default.NewToken,
                made =>
                {
                    Screen.Out.WriteLine(made.Token);
                    Screen.Error.WriteLine("this is the only time that it is shown: keep it in a file of mode 600");
                },
                made => Screen.Out.WriteLine(made.Token)
            );
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("ls", "List the tokens, and when each was used last");
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return Print(cli, TokenCases.List(cli.Site));
        });
        return command;
    }

    private static Command CreateRevoke()
    {
        var command = new Command("revoke", "Take a token back: what it has open is closed within a second") { Name };
        command.SetAction(parsed =>
        {
            var cli = new Invocation(parsed);
            return Print(cli, TokenCases.Revoke(cli.Site, cli.Get(Name)!));
        });
        return command;
    }

    private static KeyValuePair<string, string> Pair(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? new(text[..at], text[(at + 1)..])
            : throw new ProblemException(ProblemCodes.Usage, $"--tag {text}", "write NAME=VALUE, as team=vision");

    private static int Print(Invocation cli, TokenList list)
    {
        Answer.Print(cli.Output, list, AccessJson.Default.TokenList, PrintTable);
        return ExitCode.Success;
    }

    private static void PrintTable(TokenList list)
    {
        var columns = new Columns(["NAME", "ALLOWS", "JOBS", "MADE", "EXPIRES", "USED"]);
        foreach (var token in list.Tokens)
        {
            columns.Add([
                token.Name,
                string.Join(',', token.Scopes),
                token.Tags.Count == 0
                    ? "all"
                    : string.Join(' ', token.Tags.Select(tag => Plain.Line($"{tag.Key}={tag.Value}"))),
                Words.Time(token.Created),
                token.Expired ? "is over" : Words.Time(token.Expires),
                Words.Time(token.Used),
            ]);
        }

        columns.Write(Screen.Out);
    }
}
