using System.CommandLine;
using Rota.Cli.Commands;
using Rota.Core.JobFiles.Notation;

namespace Rota.Cli.JobSources;

/// <summary><c>-j</c>: how many tasks run at a time, the same for every verb.</summary>
internal sealed class SlotOption : Option<string?>
{
    public SlotOption()
        : base("--slots", "-j")
    {
        Description = "Tasks at a time: 8, +1 or -1 (from the cores), 50% (of them); default: one a core";
        HelpName = "N|+N|-N|N%";
    }

    /// <summary>The number, or null where it is not stated.</summary>
    public int? Of(Invocation cli) =>
        cli.Get(this) is not { } text ? null
        : SlotCount.TryParse(text, Environment.ProcessorCount, out var slots) ? slots
        : throw OneLiner.Usage(
            $"-j {text}: it must be a number of tasks from 1",
            text == "0" ? SlotCount.FormOfZero : SlotCount.Form
        );
}
