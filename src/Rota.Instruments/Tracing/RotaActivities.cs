using System.Diagnostics;

namespace Rota.Instruments.Tracing;

/// <summary>
/// The one source of activities. Each method starts a span where somebody listens, and gives null at no cost where
/// nobody does.
/// </summary>
public static class RotaActivities
{
    /// <summary>The name that a listener asks for.</summary>
    public const string Name = "Rota";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A turn, with the lock held.</summary>
    /// <param name="epoch">The epoch it is taken in.</param>
    /// <param name="partitions">How many partitions its runner owns.</param>
    public static Activity? Turn(long epoch, int partitions)
    {
        var turn = Source.StartActivity("turn");
        return turn?.SetTag("rota.epoch", epoch).SetTag("rota.partitions", partitions);
    }

    /// <summary>The commit of a turn.</summary>
    public static Activity? Commit() => Source.StartActivity("commit");

    /// <summary>Effects of a committed turn go to the node.</summary>
    /// <param name="effects">How many.</param>
    public static Activity? Launch(int effects)
    {
        var launch = effects == 0 ? null : Source.StartActivity("launch");
        return launch?.SetTag("rota.effects", effects);
    }

    /// <summary>A keeper starts the process of an attempt.</summary>
    /// <param name="job">Number of its job.</param>
    /// <param name="attempt">Its number.</param>
    public static Activity? Spawn(long job, long attempt)
    {
        var spawn = Source.StartActivity("spawn");
        return spawn?.SetTag("rota.job", job).SetTag("rota.attempt", attempt);
    }

    /// <summary>A keeper takes over what an earlier one left.</summary>
    public static Activity? Recovery() => Source.StartActivity("keeper.recovery");

    /// <summary>Notes how many reports were taken and starts made in a turn.</summary>
    public static void SetItems(this Activity turn, int items) => turn.SetTag("rota.items", items);

    /// <summary>Notes how many attempts a keeper took over.</summary>
    public static void SetAttempts(this Activity recovery, int attempts) => recovery.SetTag("rota.attempts", attempts);
}
