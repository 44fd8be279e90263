using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rota.Instruments.Logs;

/// <summary>Reads lines of a log back, to show people what was said last.</summary>
public static partial class LogLine
{
    /// <summary>So many lines before a warning are looked through for what it is about.</summary>
    private const int CauseLines = 20;

    /// <summary>
    /// The last complaint in a log: the message of an event that is a warning or worse, or a line that no event wrote,
    /// such as the last of a runtime that gave up. Where it is a warning, an error shortly before it is the reason
    /// that people look for: an anchor warns that a keeper died after that has said why.
    /// </summary>
    /// <param name="lines">The lines of the log, oldest first.</param>
    /// <returns>It, or null where there is none.</returns>
    public static string? LastComplaint(IEnumerable<string> lines)
    {
        var complaints = lines
            .Reverse()
            .Where(line => line.Trim().Length > 0)
            .Select(line => line.StartsWith('{') ? OfJson(line) : OfText(line))
            .SkipWhile(line => line.Level is "info" or "debug")
            .Take(CauseLines)
            .Where(line => line.Level is not ("info" or "debug"))
            .ToArray();
        var cause = Array.Find(complaints, line => line.Level != "warning");
        return (cause.Message ?? complaints.FirstOrDefault().Message)?.Trim();
    }

    private static (string? Level, string Message) OfText(string line) =>
        Prefix().Match(line) is { Success: true } found
            ? (found.Groups["level"].Value, line[found.Length..])
            : (null, line);

    private static (string? Level, string Message) OfJson(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (Text("level"), Text("message") ?? line);

            string? Text(string name) =>
                json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return (null, line);
        }
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+Z (?<level>[a-z]+) [a-z]+\[\d+\]: ")]
    private static partial Regex Prefix();
}
