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
            ["rerun", "cancel", "pause", "priority", "parallel", "set", "hold", "release", "add", "seal", "edit"],
        .. (string[])
            ["queue", "budget", "schedule", "notify", "up", "prune", "restore", "token", "operations", "home", "cell"],
    ];

    /// <summary>Gives it to a verb that changes something.</summary>
    public static void AddTo(Command verb)
    {
        if (Changing.Contains(verb.Name))
        {
            verb.Add(Option);
        }
    }
}
