using System.CommandLine;
using Rota.App.Problems;
using Rota.Instruments.Logs;
using Rota.Linux.Processes;

namespace Rota.Cli.Invoking;

/// <summary>How what serves is to log: as the options say, else the environment. Keepers are told the same.</summary>
internal static class LogSettings
{
    private const string FormatVariable = "ROTA_LOG_FORMAT";
    private const string LevelVariable = "ROTA_LOG_LEVEL";
    private const string Formats = "text, json";
    private const string Levels = "debug, info, warning, error, none";

    public static readonly Option<string?> Format = new(LogOptions.FormatOption)
    {
        Description = "How to log (default: $ROTA_LOG_FORMAT, else text)",
        HelpName = "text|json",
    };

    public static readonly Option<string?> Level = new(LogOptions.LevelOption)
    {
        Description = $"The least that is logged: {Levels} (default: $ROTA_LOG_LEVEL, else info)",
        HelpName = "LEVEL",
    };

    /// <summary>The options of a command line, also of a verb that knows none of them.</summary>
    /// <exception cref="ProblemException">A word is none of those that are known.</exception>
    public static LogOptions Of(ParseResult parsed)
    {
        var (format, formatName) = Stated(parsed, Format, FormatVariable);
        var (level, levelName) = Stated(parsed, Level, LevelVariable);
        var usual = new LogOptions();
        return new LogOptions
        {
            Format = format is null
                ? usual.Format
                : LogOptions.FormatOf(format) ?? throw Refusal(formatName, format, Formats),
            Level = level is null ? usual.Level : LogOptions.LevelOf(level) ?? throw Refusal(levelName, level, Levels),
        };
    }

    private static (string? Word, string Name) Stated(ParseResult parsed, Option<string?> option, string variable) =>
        parsed.GetResult(option) is { } result
            ? (result.GetValue(option), option.Name)
            : (OwnEnvironment.Find(variable) is { Length: > 0 } word ? word : null, variable);

    private static ProblemException Refusal(string name, string word, string known) =>
        new(ProblemCodes.Usage, $"{name} {word}: it is none of {known}");
}
