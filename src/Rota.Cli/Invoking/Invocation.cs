using System.CommandLine;
using System.CommandLine.Parsing;
using Rota.App;
using Rota.App.Jobs;
using Rota.Cli.Rendering;
using Rota.Client;
using Rota.Instruments.Logs;
using Rota.Linux.Processes;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Store.Audit;
using Rota.Store.Home;

namespace Rota.Cli.Invoking;

/// <summary>What every verb knows: the options that all share, and the state they name.</summary>
internal sealed class Invocation(ParseResult parsed)
{
    private RotaClient? remote;

    public static readonly Option<string?> StateOption = new("--state")
    {
        Description = "Directory of the state (default: $ROTA_STATE, else ./.rota)",
        Recursive = true,
        HelpName = "DIR",
    };

    /// <summary>Said once for a state, which notes it.</summary>
    public static readonly Option<string?> HomeOption = new("--home")
    {
        Description =
            "Keep the jobs at postgres://USER@HOST/DATABASE (default: $ROTA_HOME, else in a file of the state)",
        Recursive = true,
        HelpName = "URL",
    };

    public static readonly Option<bool> SystemOption = new("--system")
    {
        Description = "Serve all users of the machine, each task as its submitter; root alone can",
    };

    public static readonly Option<OutputMode> OutputOption = new("--output")
    {
        Description = "How to print the result (default: human)",
        HelpName = "human|json|quiet",
        Recursive = true,
    };

    public static readonly Option<ColourWhen> ColorOption = new("--color")
    {
        Description = "When to use colours (default: auto, on a terminal without NO_COLOR)",
        HelpName = "auto|always|never",
        Recursive = true,
    };

    public static readonly Option<bool> VerboseOption = new("--verbose")
    {
        Description = "Show the stack trace of an error",
        Recursive = true,
    };

    /// <summary>What all that this process changes is known by.</summary>
    private static readonly string RequestId = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray().AsSpan(0, 8));

    public OutputMode Output => parsed.GetValue(OutputOption);

    public string StatePath =>
        parsed.GetValue(StateOption)
        ?? OwnEnvironment.Find("ROTA_STATE")
        ?? (IsGiven(SystemOption) ? "/var/lib/rota" : ".rota");

    /// <summary>What is stated of the node, and what its roles are told.</summary>
    private NodeOptions Node =>
        new()
        {
            Log = Log,
            Gpus = OwnEnvironment.Find(NodeCapacity.GpuVariable) ?? OwnEnvironment.Find("CUDA_VISIBLE_DEVICES"),
            Licences = OwnEnvironment.Find(NodeCapacity.LicenceVariable),
        };

    /// <summary>Who asks, for the audit.</summary>
    private Author Author =>
        new()
        {
            Door = Door.Cli,
            User = OwnUser.Name,
            Uid = OwnUser.Number,
            Request = RequestId,
            Why = parsed.GetValue(WhyOption.Option),
        };

    /// <summary>How what is started logs.</summary>
    public LogOptions Log => LogSettings.Of(parsed);

    /// <summary>The verb, as it is called: <c>rota schedule add</c>.</summary>
    public string Verb => UsageRefusal.Verb(parsed.CommandResult.Command);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Whether an option was written, also with the value that it has without.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Whether a <c>--</c> stands on the line: what follows is a command.</summary>
    public bool HasDoubleDash => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash);

    /// <summary>What use cases are given.</summary>
    public Site Site
    {
        get
        {
            TaskFilter.RefuseAsDirectory(StatePath);
            return new Site(StatePath, TimeProvider.System, HomeChoice.Of(StatePath, parsed.GetValue(HomeOption)))
            {
                Node = Node,
                Author = Author,
            };
        }
    }

    /// <summary>The home of the state, which must be there.</summary>
    public IHome OpenHome() => Site.Open();

    /// <summary>The server that is named; null for the state here.</summary>
    public RotaClient? Remote => remote ??= ServerOptions.ClientOf(parsed);

    /// <summary>Whether it is reached over a network, so that its files are not those of this machine.</summary>
    public bool IsElsewhere => Remote is { Server.Socket: null };

    /// <summary>What a use case answers: one of the state here, or the same of the server that is named.</summary>
    public TView Ask<TView>(Func<Site, TView> here, Func<RotaClient, Task<TView>> there) =>
        Remote is { } server ? there(server).GetAwaiter().GetResult() : here(Site);

    /// <summary>Has something done by a use case, here or by the server that is named.</summary>
    public void Do(Action<Site> here, Func<RotaClient, Task> there)
    {
        if (Remote is { } server)
        {
            there(server).GetAwaiter().GetResult();
        }
        else
        {
            here(Site);
        }
    }
}
