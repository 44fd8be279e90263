using Rota.App.Views;

namespace Rota.Web.Answers;

/// <summary>Whether the daemon works.</summary>
/// <param name="Ok">Whether it does.</param>
/// <param name="Detail">What is wrong, in a sentence; null for nothing.</param>
public sealed record HealthView(bool Ok, string? Detail) : View;

/// <summary>A kind of problem: a row of the catalogue.</summary>
/// <param name="Code">What programs know it by.</param>
/// <param name="Status">The HTTP status of an answer that tells of it.</param>
/// <param name="ExitCode">How a command ends that meets it.</param>
/// <param name="Meaning">What it means, as docs/errors.md has it.</param>
public sealed record ProblemKindView(string Code, int Status, int ExitCode, string Meaning) : View;
