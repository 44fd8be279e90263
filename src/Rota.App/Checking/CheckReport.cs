using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Checking;

/// <summary>What came of proving the invariants of a state.</summary>
/// <param name="Ok">Whether every one holds.</param>
/// <param name="Violations">Those that do not, a sentence each.</param>
/// <param name="Notes">What looks like a violation and is none.</param>
public sealed record CheckReport(bool Ok, IReadOnlyList<string> Violations, IReadOnlyList<string> Notes) : View
{
    /// <summary>
    /// How many of the violations are about anything but output: with one, the state is not to be used.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Broken { get; init; }
}
