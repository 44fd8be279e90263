using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Rota.Core.Bytes;
using Rota.Instruments.Logs;

namespace Rota.Cli.Tests.Instruments;

/// <summary>One event is one line, whatever it says; and what was written is read back.</summary>
public sealed class LogLineTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 5, 4, 5, 678, 901, TimeSpan.FromHours(2));

    /// <summary>A name of a file with an end of line, an escape, a byte that is no UTF-8, and text that runs leftwards.</summary>
    private static readonly string Hostile = "a\nb\r\u001b[31m\u0000\u2028\u202e" + ByteText.Of([0xE9]) + "é\"\\";

    [Fact]
    public void A_text_line_has_time_in_utc_level_component_process_and_message()
    {
        Assert.Equal($"2026-01-02T03:04:05.678901Z warning keeper[{Environment.ProcessId}]: it is full\n", Written(LogFormat.Text, "it is full"));
    }

    [Fact]
    public void A_json_line_has_the_events_name_and_its_fields_by_name()
    {
        var line = JsonDocument.Parse(Written(LogFormat.Json, "it is full")).RootElement;
        Assert.Equal("2026-01-02T03:04:05.678901Z", line.GetProperty("ts").GetString());
        Assert.Equal("warning", line.GetProperty("level").GetString());
        Assert.Equal("disk.full", line.GetProperty("event").GetString());
        Assert.Equal(7, line.GetProperty("id").GetInt32());
        Assert.Equal("keeper", line.GetProperty("component").GetString());
        Assert.Equal(Environment.ProcessId, line.GetProperty("pid").GetInt32());
        Assert.Equal("it is full", line.GetProperty("message").GetString());
        Assert.Equal("it is full", line.GetProperty("text").GetString());
        Assert.Equal(42, line.GetProperty("count").GetInt64());
        Assert.True(line.GetProperty("flag").GetBoolean());
        Assert.Equal(JsonValueKind.Null, line.GetProperty("nothing").ValueKind);
        Assert.False(line.TryGetProperty("{OriginalFormat}", out _));
    }

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public void Whatever_a_message_holds_is_one_line_of_valid_utf8_without_control_characters(LogFormat format)
    {
        var bytes = Bytes(format, Hostile, new InvalidOperationException(Hostile));
        var line = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain(line[..^1], char.IsControl);
        Assert.DoesNotContain('\u202e', line);
        Assert.Contains("xe9", line, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", line, StringComparison.Ordinal);
        if (format == LogFormat.Json)
        {
            Assert.Equal(ByteText.Visible(Hostile), JsonDocument.Parse(line).RootElement.GetProperty("message").GetString());
        }
        else
        {
            Assert.Contains("a\\nb\\r\\u001b[31m", line, StringComparison.Ordinal);
            Assert.Contains("é\"\\", line, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(LogFormat.Text)]
    [InlineData(LogFormat.Json)]
    public void The_last_complaint_is_read_back_from_a_log_past_what_is_no_complaint(LogFormat format)
    {
        var lines = (Written(format, "too few files") + Written(format, "a keeper started", level: LogLevel.Information)).Split('\n');
        Assert.Equal("too few files", LogLine.LastComplaint(lines));
        Assert.Null(LogLine.LastComplaint(lines[1..]));
        Assert.Equal("Out of memory.", LogLine.LastComplaint([.. lines, "Out of memory.", ""]));
        Assert.Equal("{broken", LogLine.LastComplaint([.. lines, "{broken"]));
        string[] died =
        [
            "2026-11-27T20:23:43.068659Z error keeper[5]: another one holds it",
            "2026-11-27T20:23:43.069687Z warning anchor[4]: keeper 5 died",
            "2026-11-27T20:23:43.070356Z info anchor[4]: keeper 6 was started",
        ];
        Assert.Equal("another one holds it", LogLine.LastComplaint(died));
        Assert.Equal("keeper 5 died", LogLine.LastComplaint(died[1..]));
    }

    [Fact]
    public void What_is_below_the_level_is_not_written_and_none_writes_nothing()
    {
        Assert.Empty(Written(LogFormat.Text, "x", level: LogLevel.Debug));
        using var output = new MemoryStream();
        using var provider = new LineLoggerProvider(new LogOptions { Level = LogLevel.None }, output, TimeProvider.System);
        var log = provider.CreateLogger("keeper");
        Assert.False(log.IsEnabled(LogLevel.Critical));
        log.Log(LogLevel.Critical, default, "x", null, (text, _) => text);
        Assert.Equal(0, output.Length);
    }

    [Theory]
    [InlineData("text", "debug")]
    [InlineData("json", "info")]
    [InlineData("json", "warning")]
    [InlineData("text", "error")]
    [InlineData("json", "none")]
    public void What_a_role_is_told_it_understands(string format, string level)
    {
        var options = new LogOptions { Format = LogOptions.FormatOf(format)!.Value, Level = LogOptions.LevelOf(level)!.Value };
        Assert.Equal([$"--log-format={format}", $"--log-level={level}"], options.Arguments);
        Assert.Equal(options, LogOptions.Of(options.Arguments));
    }

    [Fact]
    public void A_long_log_gives_way_to_a_new_one_and_is_kept_and_a_short_one_stays()
    {
        var log = Path.Combine(Directory.CreateTempSubdirectory("rota-log-").FullName, "log");
        File.WriteAllText(log, "short");
        LogFile.Renew(log);
        Assert.Equal("short", File.ReadAllText(log));
        File.WriteAllBytes(log, new byte[(1 << 20) + 1]);
        LogFile.Renew(log);
        Assert.False(File.Exists(log));
        Assert.Equal((1 << 20) + 1, new FileInfo(log + LogFile.Before).Length);
        Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
    }

    private static string Written(LogFormat format, string text, LogLevel level = LogLevel.Warning) =>
        Encoding.UTF8.GetString(Bytes(format, text, null, level));

    private static byte[] Bytes(LogFormat format, string text, Exception? error, LogLevel level = LogLevel.Warning)
    {
        using var output = new MemoryStream();
        using var provider = new LineLoggerProvider(new LogOptions { Format = format }, output, new Clock());
        KeyValuePair<string, object?>[] fields =
            [new("text", text), new("count", 42L), new("flag", true), new("nothing", null), new("{OriginalFormat}", "{text}")];
        provider.CreateLogger("keeper").Log(level, new EventId(7, "disk.full"), fields, error, (_, _) => text);
        return output.ToArray();
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => At;
    }
}
