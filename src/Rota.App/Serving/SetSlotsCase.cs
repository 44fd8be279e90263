using Rota.App.Problems;
using Rota.App.Views;
using Rota.Store.Home;

namespace Rota.App.Serving;

/// <summary>Sets how many slots whoever serves the state has, while it does.</summary>
public static class SetSlotsCase
{
    /// <summary>Has its runners take it over: more let tasks start, with fewer what runs goes on.</summary>
    /// <exception cref="ProblemException">Nobody serves the state.</exception>
    public static SetSlots Set(Site site, int slots)
    {
        var home = site.Open();
        using var queries = home.Read();
        if (Served.By(home.State, queries) is not { } server || Change(home, slots) is not { } before)
        {
            throw new ProblemException(
                ProblemCodes.NotUp,
                $"nobody serves {home.State.Path} now, and slots are of who does",
                $"serve it with so many: rota up -j {slots}, or rota resume -j {slots}"
            );
        }

        return new SetSlots(slots, before) { Name = server.Name };
    }

    private static int? Change(IHome home, int slots)
    {
        using var submissions = home.Submissions();
        return submissions.SetSlots(slots);
    }
}

/// <summary>Slots that were set.</summary>
/// <param name="Slots">How many there are now.</param>
/// <param name="Before">How many there were.</param>
public sealed record SetSlots(int Slots, int Before) : View
{
    /// <summary>Who has them, in a sentence.</summary>
    public string Name { get; init; } = "";
}
