using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Logs.Streams;

/// <summary>What there is of the output of an attempt.</summary>
/// <param name="Attempt">Which of its task; 0 where none has begun.</param>
/// <param name="Live">Whether it may still grow.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record StreamsView(int Attempt, bool Live, StreamView Output, StreamView Errors) : View
{
    /// <summary>What there is now.</summary>
    /// <exception cref="Problems.ProblemException">There is no such attempt.</exception>
    public static StreamsView Of(Site site, string task)
    {
        using var output = AttemptStream.Open(site, new StreamRequest(task, IsErrors: false));
        using var errors = AttemptStream.Open(site, new StreamRequest(task, IsErrors: true));
        return new StreamsView(
            output.Attempt,
            output.IsLive,
            new StreamView(output.Length) { Gap = output.Gap },
            new StreamView(errors.Length) { Gap = errors.Gap }
        );
    }
}

/// <summary>One stream of an attempt.</summary>
/// <param name="Bytes">How long it is.</param>
public sealed record StreamView(long Bytes)
{
    /// <summary>What is not there of its middle; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StreamGap? Gap { get; init; }
}

/// <summary>What there is of output, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StreamsView))]
[JsonSerializable(typeof(StreamHit))]
[JsonSerializable(typeof(StreamSearched))]
public sealed partial class StreamJson : JsonSerializerContext;
