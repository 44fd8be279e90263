using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Store;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Upkeep;

/// <summary>
/// Has a state keep its jobs in another kind of home. Its processes stay where they are: the keeper of running tasks
/// has them on, and the next runner finds them in the new home.
/// </summary>
public static class MoveCase
{
    /// <summary>Moves it while nobody serves it.</summary>
    /// <param name="site">The state, with the home that it has.</param>
    /// <param name="target">What the state is to have.</param>
    /// <exception cref="ProblemException">
    /// Somebody serves it, the other home has jobs of its own, or what was copied is not sound.
    /// </exception>
    public static MoveView Move(Site site, IHomes target)
    {
        var source = site.Open();
        Served.RefuseElsewhere(source);
        using var serve = new FileLock(source.State.ServeLock);
        if (Served.IsServed(source) || !serve.TryEnter())
        {
            throw new ProblemException(
                ProblemCodes.Served,
                "somebody serves this state",
                "end that (rota down): running tasks go on meanwhile"
            );
        }

        var home = target.Of(source.State).By(site.Author with { At = site.Now });
        using var from = source.Copying();
        using var to = home.Copying();
        if (to.IsUsed)
        {
            throw new ProblemException(
                ProblemCodes.FileExists,
                $"there are jobs in {to.Place} already",
                "name an empty one"
            );
        }

        to.Fill(from);
        Prove(home);
        to.Adopt();
        return new MoveView(to.Place, from.Retire());
    }

    private static void Prove(IHome home)
    {
        using var reader = home.Read();
        if (reader.Proof.Run() is [var violation, ..])
        {
            throw new StoreException(
                StoreFailure.Damaged,
                $"what was copied is not sound ({violation}). The state stays as it was; see what rota check says of it"
            );
        }
    }
}
