namespace Rota.Instruments.Metrics;

/// <summary>How many attempts a keeper has that are not over.</summary>
public static class KeptAttempts
{
    private static readonly Readings Live = MakeGauge();

    /// <summary>Shows a keeper's, until disposed.</summary>
    /// <param name="count">Counts them; called on any thread, while somebody listens.</param>
    public static IDisposable Show(Func<int> count) => Live.Add(() => new(count()));

    private static Readings MakeGauge()
    {
        var live = new Readings();
        RotaMeter.Instance.CreateObservableGauge(
            "rota.keeper.attempts",
            live.Take,
            "{attempt}",
            "Attempts that a keeper starts, runs or ends"
        );
        return live;
    }
}
