namespace Rota.Instruments.Series;

/// <summary>What the numbers of a family are.</summary>
public enum MetricKind
{
    /// <summary>How much there was in all; it only grows.</summary>
    Counter,

    /// <summary>How much there is now.</summary>
    Level,

    /// <summary>How many measurements were how large.</summary>
    Histogram,
}
