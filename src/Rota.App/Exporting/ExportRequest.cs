namespace Rota.App.Exporting;

/// <summary>Which job's attempts are exported, and how.</summary>
/// <param name="Job">The job.</param>
/// <param name="Format">The form.</param>
public sealed record ExportRequest(string Job, ExportFormat Format);

/// <summary>What attempts are exported as.</summary>
public enum ExportFormat
{
    /// <summary>One object with the job and all its attempts.</summary>
    Json,

    /// <summary>Comma-separated values that a spreadsheet takes for no formulas.</summary>
    Csv,

    /// <summary>Comma-separated values with every cell as it is.</summary>
    RawCsv,

    /// <summary>The columns of GNU parallel's <c>--joblog</c>.</summary>
    Joblog,

    /// <summary>Chrome's trace event format.</summary>
    Trace,
}
