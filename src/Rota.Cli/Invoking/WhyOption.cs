using System.CommandLine;

namespace Rota.Cli.Invoking;

/// <summary><c>--why TEXT</c>: what the audit tells as the reason of a change, on every verb that makes one.</summary>
internal static class WhyOption
{
    /// <summary>The option.</summary>
    public static readonly Option<string?> Option = new("--why")
    {
        Description = "Why, for the audit",
        HelpName = "TEXT",
        Recursive = true,
    };

    private static readonly string[] Changing =
    [
        .. (string[])["run", "submit", "resume", "import"],
        .. (string[])
            [
                "rerun",
                "cancel",
                "pause",
                "priority",
                "parallel",
                "set",
                "hold",
                "release",
                "place",
                "add",
                "seal",
                "edit",
            ],
        .. (string[])["queue", "budget", "schedule", "notify", "up", "prune", "restore", "token", "operations", "home"],
    ];

    /// <summary>Verbs of cells that change what the home keeps: others have no entry in the audit.</summary>
    private static readonly string[] OfCell = ["label", "cordon", "drain", "open", "remove"];

    /// <summary>Gives it to a verb that changes something.</summary>
    public static void AddTo(Command verb)
    {
        if (Changing.Contains(verb.Name))
        {
            verb.Add(Option);
        }

        foreach (var one in verb.Subcommands.Where(one => verb.Name == "cell" && OfCell.Contains(one.Name)))
        {
            one.Add(Option);
        }
    }
}
