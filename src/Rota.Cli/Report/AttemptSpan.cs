using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>An attempt on the page's clock.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Start">Seconds from the start of the run.</param>
/// <param name="End">Seconds from the start of the run, never before <paramref name="Start"/>.</param>
/// <param name="Color">The colour of its family.</param>
/// <param name="Outcome">How it ended.</param>
internal readonly record struct AttemptSpan(ReportAttempt Attempt, double Start, double End, int Color, Outcome Outcome)
{
    /// <summary>How long it ran.</summary>
    public double Seconds => End - Start;

    /// <summary>The style class of its mark: failures stand out whatever their family.</summary>
    public string Mark =>
        Outcome switch
        {
            Outcome.Failed => "bad",
            Outcome.Stopped => "off",
            _ => $"g{Color}",
        };
}

/// <summary>What a reader wants to tell apart at a glance.</summary>
internal enum Outcome
{
    /// <summary>Exit code 0.</summary>
    Succeeded,

    /// <summary>Failed, timed out, out of memory or lost.</summary>
    Failed,

    /// <summary>Cancelled: nobody's fault.</summary>
    Stopped,
}
