using Rota.Linux.Faults;

namespace Rota.Node.Keeper.Anchors;

/// <summary>
/// When an anchor starts a keeper again after one died, and when it gives up: never while somebody lives below it whose
/// end only it would see, nor while it holds exits that no keeper took over.
/// </summary>
internal sealed class AnchorPatience
{
    /// <summary>Quick deaths in a row after which a keeper with nothing to look after is given up.</summary>
    public const int QuickDeathsMax = 5;

    private static readonly TimeSpan QuickDeath = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(1);

    /// <summary>How often in a row a keeper died quickly.</summary>
    public int QuickDeaths { get; private set; }

    /// <summary>Whether an exit was seen that no keeper has lived long enough to take over.</summary>
    public bool HoldsExits { get; private set; }

    /// <summary>An exit was seen.</summary>
    public void Saw() => HoldsExits = true;

    /// <summary>A keeper died that was told of every exit before it began.</summary>
    /// <param name="lived">For how long it lived.</param>
    public void KeeperDied(TimeSpan lived)
    {
        var isQuick = lived < QuickDeath;
        QuickDeaths = isQuick ? QuickDeaths + 1 : 0;
        HoldsExits &= isQuick;
    }

    /// <summary>The system had no place for a keeper: the next one is not tried at once.</summary>
    public void CouldNotStart() => QuickDeaths = Math.Max(QuickDeaths, 1) + 1;

    /// <summary>How long to wait before the next keeper: the first is started at once.</summary>
    public TimeSpan Pause =>
        PlantedBug.Is(PlantedBug.LateAnchor) ? TooLate
        : QuickDeaths <= 1 ? TimeSpan.Zero
        : TimeSpan.FromTicks(
            Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(QuickDeaths - 2, QuickDeathsMax * 2))
        );

    /// <summary>Whether there is no use in going on.</summary>
    /// <param name="hasChildren">Whether somebody lives below.</param>
    public bool IsOver(bool hasChildren) =>
        QuickDeaths >= QuickDeathsMax && (PlantedBug.Is(PlantedBug.ImpatientAnchor) || (!hasChildren && !HoldsExits));
}
