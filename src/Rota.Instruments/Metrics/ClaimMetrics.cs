using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is counted of claims, as a node answers them.</summary>
public static class ClaimMetrics
{
    private static readonly Counter<long> Answers = RotaMeter.Instance.CreateCounter<long>(
        "rota.claims",
        "{claim}",
        "Claims that the node answered, by answer: accepted, duplicate, refused"
    );

    private static readonly Histogram<double> Durations = RotaMeter.Instance.CreateHistogram<double>(
        "rota.claim.duration",
        "s",
        "From when a claim was made, after its commit, to the node's answer"
    );

    /// <summary>A node has answered a claim.</summary>
    /// <param name="answer">How, in a word.</param>
    /// <param name="waited">How long for, in microseconds; null where nobody waited for it.</param>
    public static void Answered(string answer, long? waited)
    {
        if (Answers.Enabled)
        {
            Answers.Add(1, new KeyValuePair<string, object?>("rota.answer", answer));
        }

        if (waited is { } micros)
        {
            Durations.Record(micros / 1e6);
        }
    }
}
