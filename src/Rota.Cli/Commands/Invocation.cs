using System.CommandLine;
using System.CommandLine.Parsing;
using Rota.Cli.Output;
using Rota.Core.Model;
using Rota.Linux.Processes;
using Rota.Linux.Terminals;
using Rota.Store.Local;
using Rota.Store.Records;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Commands;

/// <summary>What every verb knows: the options that all share, and the state they name.</summary>
internal sealed class Invocation(ParseResult parsed)
{
    public static readonly Option<string?> StateOption = new("--state")
    {
        Description = "Directory of the state (default: $ROTA_STATE, else ./.rota)",
        Recursive = true,
        HelpName = "DIR",
    };

    public static readonly Option<OutputMode> OutputOption = new("--output")
    {
        Description = "How to print the result (default: human)",
        HelpName = "human|json|quiet",
        Recursive = true,
    };

    public static readonly Option<bool> VerboseOption = new("--verbose")
    {
        Description = "Show the stack trace of an error",
        Recursive = true,
    };

    public OutputMode Output => parsed.GetValue(OutputOption);

    public static TextWriter Out => Console.Out;

    public static TextWriter Error => Console.Error;

    /// <summary>Where results go that are not text, or too many to be written line by line.</summary>
    public static Stream OpenOutput() => new StandardStream(StandardStream.Output);

    /// <summary>Whether a person sits at standard error, where progress goes.</summary>
    public static bool IsTerminal =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    public string StatePath => parsed.GetValue(StateOption) ?? OwnEnvironment.Find("ROTA_STATE") ?? ".rota";

    /// <summary>The verb, as it is called: <c>rota schedule add</c>.</summary>
    public string Verb => UsageRefusal.Verb(parsed.CommandResult.Command);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Whether an option was written, also with the value that it has without.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The command of the line with its lists, or null where it names a job file or nothing.</summary>
    public CommandTail? CommandOf(Argument<string[]> words) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? CommandTail.Of(Get(words) ?? []) : null;

    /// <summary>The state, which must be there.</summary>
    public StateDirectory OpenState() => Open(create: false);

    /// <summary>The state, made where it is missing.</summary>
    public StateDirectory CreateState() => Open(create: true);

    /// <summary>A job that must be there.</summary>
    public static JobRow Job(JobQueries queries, long id) =>
        queries.Job(new JobId(id))
        ?? throw new CommandFailure(ExitCode.BadInput, "no-such-job", $"there is no job {id}", "try: rota ls");

    private StateDirectory Open(bool create)
    {
        TaskFilter.RefuseAsDirectory(StatePath);
        return StateDirectory.Open(StatePath, create);
    }

    public static Instant Now => Instant.From(DateTimeOffset.UtcNow);
}
