using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Notes;

/// <summary>What goes with the rows of a list of jobs.</summary>
/// <param name="Jobs">The jobs that were named and are there.</param>
public sealed record JobNotes(IReadOnlyList<JobNote> Jobs) : View;

/// <summary>What goes with the row of a job.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Runs">The last jobs of its name, newest first.</param>
/// <param name="Median">How long those take that succeed, in seconds; null where none did.</param>
/// <param name="Failing">What fails in it; null where nothing does.</param>
public sealed record JobNote(long Id, IReadOnlyList<NotedRun> Runs, double? Median, NotedFailure? Failing);

/// <summary>One of the last jobs of a name.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">Its state.</param>
/// <param name="Seconds">How long it took, or has taken by now; null before it starts.</param>
/// <param name="Failed">Tasks of it that failed.</param>
public sealed record NotedRun(long Id, string State, double? Seconds, long Failed);

/// <summary>The most frequent cause among the first tasks of a job that failed.</summary>
/// <param name="Ending">How they ended, in two words.</param>
/// <param name="Shape">Their message with numbers, paths and quotes folded; empty for none.</param>
public sealed record NotedFailure(string Ending, string Shape);

/// <summary>Notes as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JobNotes))]
public sealed partial class NotesJson : JsonSerializerContext;
