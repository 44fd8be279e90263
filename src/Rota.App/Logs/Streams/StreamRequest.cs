namespace Rota.App.Logs.Streams;

/// <summary>Which of the two streams of an attempt.</summary>
/// <param name="Task">The task, or one of its attempts: <c>42.train.3</c>, <c>42.train.3.1</c>.</param>
/// <param name="IsErrors">Whether standard error is meant.</param>
public sealed record StreamRequest(string Task, bool IsErrors);
