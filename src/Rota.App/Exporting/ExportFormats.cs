using Rota.App.Problems;

namespace Rota.App.Exporting;

/// <summary>The words for formats of an export.</summary>
public static class ExportFormats
{
    private static readonly string[] Words = ["json", "csv", "raw-csv", "joblog", "trace"];

    /// <summary>The word for a format.</summary>
    public static string WireName(this ExportFormat format) => Words[(int)format];

    /// <summary>The format of a word.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static ExportFormat Of(string word) =>
        Array.IndexOf(Words, word) is >= 0 and var format
            ? (ExportFormat)format
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"unknown format {word}",
                "use json, csv, joblog or trace"
            );
}
