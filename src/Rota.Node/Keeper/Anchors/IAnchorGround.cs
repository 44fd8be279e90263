namespace Rota.Node.Keeper.Anchors;

/// <summary>What an anchor acts on: the keeper below it, and the time.</summary>
internal interface IAnchorGround
{
    /// <summary>The id of the keeper that it has below it now; 0 while there is none.</summary>
    int KeeperPid { get; }

    /// <summary>For how long that one has lived.</summary>
    TimeSpan KeeperLived { get; }

    /// <summary>Whether somebody lives below the anchor, or waits to be let go.</summary>
    bool HasChildren { get; }

    /// <summary>Whether the state is there that is looked after.</summary>
    bool HasState { get; }

    /// <summary>Starts a keeper, and tells it all exits that were seen before.</summary>
    /// <exception cref="IOException">The system has no place for it now.</exception>
    void StartKeeper();

    /// <summary>The keeper has died, or did not come to be.</summary>
    void KeeperIsGone();

    /// <summary>Tells the keeper, where there is one, of an exit.</summary>
    void Tell(AnchorExit exit);

    /// <summary>Lets a child go that has ended.</summary>
    void Reap(int pid);

    /// <summary>Does something after a while, and nothing of the anchor meanwhile.</summary>
    void After(TimeSpan pause, Action act);
}
