namespace Rota.Cli.Rendering;

/// <summary>How a result is printed.</summary>
internal enum OutputMode
{
    /// <summary>For people.</summary>
    Human,

    /// <summary>For programs: versioned and stable.</summary>
    Json,

    /// <summary>Only what a script would pick out, or nothing.</summary>
    Quiet,
}
