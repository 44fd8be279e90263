using System.CommandLine;
using Rota.Cli.Invoking;
using Rota.Core.JobFiles.Notation;

namespace Rota.Cli.Sources;

/// <summary><c>-j</c>: how many tasks run at a time, the same for every verb.</summary>
internal sealed class SlotOption : Option<string?>
{
    /// <summary>What can be written, for a page of help.</summary>
    public const string Forms = "N|+N|-N|N%";

    public SlotOption()
        : base("--slots", "-j")
    {
        Description = "Tasks at a time: 8, +1 or -1 (from the cores), 50% (of them); default: one a core";
        HelpName = Forms;
    }

    /// <summary>The number, or null where it is not stated.</summary>
    public int? Of(Invocation cli) => cli.Get(this) is { } text ? Read("-j", text) : null;

    /// <summary>Reads the number as an option states it, that of another verb too.</summary>
    public static int Read(string option, string text) =>
        SlotCount.TryParse(text, Environment.ProcessorCount, out var slots)
            ? slots
            : throw OneLiner.Usage(
                $"{option} {text}: it must be a number of tasks from 1",
                text == "0" ? SlotCount.FormOfZero : SlotCount.Form
            );
}
