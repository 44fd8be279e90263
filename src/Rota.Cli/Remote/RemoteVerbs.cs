using System.CommandLine;
using System.CommandLine.Parsing;
using Rota.App.Problems;
using Rota.Cli.Invoking;

namespace Rota.Cli.Remote;

/// <summary>Which verbs a server can do, which it cannot, and which need none: a test finds each in one.</summary>
internal static class RemoteVerbs
{
    /// <summary>Verbs that go to a server as they are.</summary>
    public static readonly IReadOnlyList<string> Remote =
    [
        "run",
        "submit",
        "plan",
        "resume",
        "wait",
        "import",
        "top",
        "ls",
        "status",
        "tasks",
        "failures",
        "history",
        "logs",
        "explain",
        "offers",
        "seff",
        "export",
        "rerun",
        "cancel",
        "pause",
        "priority",
        "parallel",
        "set",
        "set daemon",
        "hold",
        "release",
        "place",
        "add",
        "seal",
        "edit",
        .. Of("queue", "ls", "set", "pause", "resume", "rm"),
        .. Of("budget", "show", "set", "grant", "lend", "recall", "rm"),
        "schedule add",
        "schedule ls",
        "schedule next",
        "schedule pause",
        "schedule resume",
        "schedule rm",
        "schedule run",
        "schedule backfill",
        "notify set",
        "notify ls",
        "notify rm",
        "notify test",
        "notify deliveries",
        "notify redeliver",
        "slots",
        "check",
        "nodes",
        "cell show",
        "cell cordon",
        "cell drain",
        "cell open",
        "cell remove",
    ];

    private const string There = "log in on the machine of the server, and run it there";

    /// <summary>Verbs of this machine, each with what to do where a server is meant.</summary>
    public static readonly IReadOnlyDictionary<string, string> Local = new Dictionary<string, string>
    {
        ["up"] = There,
        ["down"] = There,
        ["runner"] = There,
        ["doctor"] = $"{There}; the server's own answer: GET /v1/doctor",
        ["prune"] = There,
        ["backup"] = There,
        ["restore"] = There,
        ["home move"] = There,
        ["home recover"] = There,
        ["service install"] = There,
        ["service status"] = There,
        ["service remove"] = There,
        ["cell init"] = There,
        ["cell token"] = There,
        ["cell join"] = "a machine joins by itself: run it there, without --server",
        ["cell homes"] = "it is about this machine: run it here, without --server",
        ["cell label"] = There,
        ["cell demo"] = "it starts a cell on this machine: run it without --server",
        ["node"] = "a node serves its own machine: run it there, without --server",
        ["dashboard"] = "open the address of the server in a browser, and log in with its token",
        ["token create"] = $"{There}; or POST /v1/tokens",
        ["token ls"] = $"{There}; or GET /v1/tokens",
        ["token revoke"] = $"{There}; or POST /v1/tokens/NAME:revoke",
        ["budget history"] = $"{There}; or GET /v1/audit",
        ["audit"] = $"{There}; or GET /v1/audit",
        ["audit tail"] = $"{There}; or GET /v1/audit",
        ["audit verify"] = $"{There}; or GET /v1/audit:verify",
        ["audit export"] = $"{There}; or GET /v1/audit",
        ["operations ls"] = $"{There}; or GET /v1/operations",
        ["operations show"] = $"{There}; or GET /v1/operations/NUMBER",
        ["operations cancel"] = $"{There}; or POST /v1/operations/NUMBER:cancel",
        ["report"] = $"{There}; or take the attempts with rota export",
    };

    /// <summary>Verbs that need no state.</summary>
    public static readonly IReadOnlyList<string> Apart =
    [
        "report-result",
        "slots plan",
        "simulate policy",
        "simulate slots",
        "simulate system",
        "schema",
        "completion",
        "__man",
    ];

    /// <summary>Refuses a verb of this machine where a server is named.</summary>
    /// <exception cref="ProblemException">It is one.</exception>
    public static void Refuse(ParseResult parsed)
    {
        if (ServerOptions.NameOf(parsed) is not { } server || !Local.TryGetValue(NameOf(parsed), out var instead))
        {
            return;
        }

        throw new ProblemException(
            ClientProblems.LocalOnly,
            $"rota {NameOf(parsed)} works on the state of this machine, and --server names {server}",
            instead,
            "for the state here: --server none, or unset ROTA_SERVER"
        );
    }

    /// <summary>The words of a command behind the name of the program.</summary>
    private static string NameOf(ParseResult parsed)
    {
        var words = new List<string>();
        for (var part = parsed.CommandResult; part is { Command: not RootCommand }; part = part.Parent as CommandResult)
        {
            words.Insert(0, part.Command.Name);
        }

        return string.Join(' ', words);
    }

    private static IEnumerable<string> Of(string verb, params string[] own) =>
        own.Select(one => $"{verb} {one}").Prepend(verb);
}
