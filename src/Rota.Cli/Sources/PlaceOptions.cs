using System.CommandLine;
using Rota.Core.Placement.Strategies;

namespace Rota.Cli.Sources;

/// <summary>The options that say on which nodes of a cell tasks run.</summary>
internal sealed class PlaceOptions
{
    /// <summary>The keys of the job file that say the same, each at a task.</summary>
    public static readonly string[] Keys = ["requires", "prefers", "placement"];

    private const string Form = "LABEL[=VALUES]";

    private readonly Option<string[]> requires = new("--requires")
    {
        Description = "Label that a node must have: disk=ssd, zone=a,b, node=!n1, or gpu for any value",
        HelpName = Form,
    };
    private readonly Option<string[]> prefers = new("--prefers")
    {
        Description = "Label that a node should have, in the same form",
        HelpName = Form,
    };
    private readonly Option<string?> placement = new("--placement")
    {
        Description = $"Which of the nodes with room gets a task: {string.Join(", ", StrategyWords.All)}",
        HelpName = "STRATEGY",
    };

    /// <summary>All of them.</summary>
    public Option[] All => [requires, prefers, placement];

    /// <summary>Each with the key of the job file that says the same.</summary>
    public IEnumerable<(Option Option, string Key)> WithKeys => All.Zip(Keys);
}
