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

    /// <summary>A node has answered a claim.</summary>
    /// <param name="answer">How, in a word.</param>
    public static void Answered(string answer)
    {
        if (Answers.Enabled)
        {
            Answers.Add(1, new KeyValuePair<string, object?>("rota.answer", answer));
        }
    }
}
