using System.Globalization;
using System.Text.Json;
using Rota.Core.Bytes;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles;

/// <summary>
/// Reads recorded workflows in WfCommons' WfFormat 1.5 (Coleman et al. 2022): the graph of the recording, where each
/// task sleeps as long as the recorded one ran, times a scale.
/// </summary>
public static class WfFormat
{
    private const int DepthMax = 32;
    private const double TimeScaleMax = 1_000_000;
    private static readonly TaskPolicy Policy = new();

    /// <summary>The job a recording describes, or everything that is wrong with it.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="fileName">How the user named the file.</param>
    /// <param name="context">Where the job is submitted. Parameters do not apply.</param>
    /// <param name="timeScale">Factor on the recorded run times, at least 0.</param>
    public static JobFileResult Read(string text, string fileName, JobFileContext context, double timeScale = 1)
    {
        var problems = new ProblemList(fileName);
        if (timeScale is not (>= 0 and <= TimeScaleMax))
        {
            problems.Add(
                Place.Start,
                $"the time scale cannot be {timeScale.ToString(CultureInfo.InvariantCulture)}",
                $"use a number from 0 to {TimeScaleMax:N0}, such as 0.001"
            );
            return new JobFileResult.Refused(problems.ToImmutable());
        }

        JobSpec? job = null;
        if (text.Length > JobFileLimits.Characters)
        {
            problems.Add(
                Place.Start,
                $"the file has {text.Length:N0} characters, the limit is {JobFileLimits.Characters:N0}"
            );
        }
        else if (DocumentText.Of(text, problems) is { } document)
        {
            job = Parse(document, fileName, context, timeScale, problems);
        }

        return job is not null && problems.IsEmpty
            ? new JobFileResult.Accepted(job)
            : new JobFileResult.Refused(problems.ToImmutable());
    }

    private static JobSpec? Parse(
        string text,
        string fileName,
        JobFileContext context,
        double timeScale,
        ProblemList problems
    )
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = DepthMax });
            return new WfFormatReader(problems, timeScale).Read(document.RootElement) is { } tasks
                ? new()
                {
                    Name = NameOf(document.RootElement) ?? ByteText.Visible(Path.GetFileNameWithoutExtension(fileName)),
                    Directory = context.Directory,
                    Environment = Jobs.Templates.JobEnvironment.Of(context.Capture.Environment, []),
                    LeftOut = [.. context.Capture.LeftOut],
                    Policies = [Policy],
                    Tasks = tasks,
                }
                : null;
        }
        catch (JsonException error)
        {
            problems.Add(
                new((int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1),
                "this is not JSON as WfFormat is",
                "WfFormat files come from https://wfcommons.org"
            );
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair is JSON, but no text.
            problems.Add(Place.Start, "the file has a text that is not Unicode", "repair its \\u escapes");
        }

        return null;
    }

    private static string? NameOf(JsonElement root) =>
        root.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
        && name.GetString() is { } text
        && Names.IsPrintable(text)
            ? text
            : null;
}
