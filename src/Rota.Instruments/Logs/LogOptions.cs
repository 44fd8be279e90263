using Microsoft.Extensions.Logging;

namespace Rota.Instruments.Logs;

/// <summary>How a process that serves tells of itself, and how much.</summary>
public sealed record LogOptions
{
    /// <summary>Name of the option for the format.</summary>
    public const string FormatOption = "--log-format";

    /// <summary>Name of the option for the level.</summary>
    public const string LevelOption = "--log-level";

    private static readonly (string Word, LogLevel Level)[] Levels =
    [
        ("debug", LogLevel.Debug),
        ("info", LogLevel.Information),
        ("warning", LogLevel.Warning),
        ("error", LogLevel.Error),
        ("none", LogLevel.None),
    ];

    /// <summary>The form of a line. Default: text.</summary>
    public LogFormat Format { get; init; } = LogFormat.Text;

    /// <summary>The lowest level that is written. Default: info.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>What another role of the program is started with so that it logs the same way.</summary>
    public IReadOnlyList<string> Arguments =>
        [$"{FormatOption}={(Format == LogFormat.Json ? "json" : "text")}", $"{LevelOption}={WordOf(Level)}"];

    /// <summary>What <see cref="Arguments"/> said. What is none of them is passed over.</summary>
    public static LogOptions Of(IEnumerable<string> arguments)
    {
        var options = new LogOptions();
        foreach (var argument in arguments)
        {
            var (name, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, "");
            options = name switch
            {
                FormatOption => options with { Format = FormatOf(value) ?? options.Format },
                LevelOption => options with { Level = LevelOf(value) ?? options.Level },
                _ => options,
            };
        }

        return options;
    }

    /// <summary>The format of a word; null for none.</summary>
    public static LogFormat? FormatOf(string word) =>
        word switch
        {
            "text" => LogFormat.Text,
            "json" => LogFormat.Json,
            _ => null,
        };

    /// <summary>The level of a word; null for none.</summary>
    public static LogLevel? LevelOf(string word) =>
        Array.Find(Levels, known => known.Word == word) is { Word: not null } found ? found.Level : null;

    /// <summary>The word for a level, as it is written in lines and options.</summary>
    internal static string WordOf(LogLevel level) =>
        Array.Find(Levels, known => known.Level == level) is { Word: { } word } ? word
        : level == LogLevel.Critical ? "critical"
        : "trace";
}
