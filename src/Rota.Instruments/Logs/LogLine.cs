using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rota.Instruments.Logs;

/// <summary>Reads lines of a log back, to show people what was said last.</summary>
public static partial class LogLine
{
    /// <summary>
    /// The last complaint in a log: the message of an event that is a warning or worse, or a line that no event wrote,
    /// such as the last of a runtime that gave up.
    /// </summary>
    /// <param name="lines">The lines of the log, oldest first.</param>
    /// <returns>It, or null where there is none.</returns>
    public static string? LastComplaint(IEnumerable<string> lines) =>
        lines
            .Reverse()
            .Where(line => line.Trim().Length > 0)
            .Select(Complaint)
            .FirstOrDefault(said => said is not null);

    private static string? Complaint(string line)
    {
        var (level, message) = line.StartsWith('{') ? OfJson(line) : OfText(line);
        return level is "info" or "debug" ? null : message.Trim();
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
