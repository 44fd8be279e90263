using System.Text.Json;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>How a command ended, and what it printed.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>This outcome, if it has the exit code; else the test fails with all that was printed.</summary>
    public Outcome Exits(int code)
    {
        Assert.True(ExitCode == code, $"exit {ExitCode} instead of {code}\n{this}");
        return this;
    }

    /// <summary>This outcome, if a sentence is on standard error.</summary>
    public Outcome Says(params string[] parts)
    {
        foreach (var part in parts)
        {
            Assert.True(Error.Contains(part, StringComparison.Ordinal), $"\"{part}\" is not on standard error\n{this}");
        }

        return this;
    }

    public override string ToString() => $"exit {ExitCode}\n--- stdout\n{Out}\n--- stderr\n{Error}";
}
