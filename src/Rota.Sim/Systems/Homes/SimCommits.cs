using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Homes;

/// <summary>What can become of the commits of a home.</summary>
internal sealed class SimCommits(World world, IMedium medium)
{
    /// <summary>The next commit fails and is not there.</summary>
    public bool LosesNext { get; set; }

    /// <summary>The next commit fails and is there all the same.</summary>
    public bool DeniesNext { get; set; }

    /// <summary>The power fails in the middle of the next commit.</summary>
    public bool TearsNext { get; set; }

    public bool Loses() => Take(LosesNext, () => LosesNext = false);

    public bool Denies() => Take(DeniesNext, () => DeniesNext = false);

    public bool Tears() => Take(TearsNext, () => TearsNext = false);

    /// <summary>Nothing more becomes of them.</summary>
    public void Heal() => LosesNext = DeniesNext = TearsNext = false;

    /// <summary>A commit is about to be written.</summary>
    /// <param name="isTold">Whether what was told to be on the disk is there: then only this commit can be
    /// lost.</param>
    public void Before(bool isTold)
    {
        if (isTold)
        {
            medium.Forget();
        }

        medium.Mark();
    }

    /// <summary>
    /// What was committed last, and is not on the disk for sure, is lost in part: that many commits are gone, each as a
    /// whole. All handles must be closed.
    /// </summary>
    public void Tear()
    {
        if (medium.Marks > 0)
        {
            medium.LoseSince((int)world.Chance.Between("tear", 0, medium.Marks - 1));
            medium.Forget();
        }
    }

    private static bool Take(bool isSet, Action clear)
    {
        if (isSet)
        {
            clear();
        }

        return isSet;
    }
}
