namespace Rota.Cli.Rendering;

/// <summary>What a piece of text means, for those who see colours: the words and signs say the same.</summary>
internal enum Ink
{
    /// <summary>As everything else.</summary>
    Plain,

    /// <summary>Less than that: headings, units, hints.</summary>
    Dim,

    /// <summary>More than that.</summary>
    Strong,

    /// <summary>Waits.</summary>
    Waiting,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>Is held back: paused, or in a backoff.</summary>
    Held,

    /// <summary>Did what it should.</summary>
    Succeeded,

    /// <summary>Failed, in whatever way.</summary>
    Failed,

    /// <summary>Nobody knows.</summary>
    Lost,

    /// <summary>Ended without a result: cancelled, or skipped.</summary>
    NoResult,
}
