using System.Text;

namespace Rota.Instruments.Logs;

/// <summary>An event as a line for people: <c>2026-01-02T03:04:05.678901Z info keeper[42]: message</c>.</summary>
internal static class TextForm
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static byte[] Line(LogEvent one)
    {
        var line = new StringBuilder(160)
            .Append(one.At.UtcDateTime.ToString(TimeFormat))
            .Append(' ')
            .Append(LogOptions.WordOf(one.Level))
            .Append(' ')
            .Append(one.Component)
            .Append('[')
            .Append(one.Pid)
            .Append("]: ");
        SafeText.Append(line, one.Message);
        if (one.Exception is { } exception)
        {
            line.Append(": ");
            SafeText.Append(line, exception.ToString());
        }

        return Encoding.UTF8.GetBytes(line.Append('\n').ToString());
    }
}
