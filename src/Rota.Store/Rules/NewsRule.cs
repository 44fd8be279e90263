using Rota.Linux.Faults;

namespace Rota.Store.Rules;

/// <summary>What a runner is told of accounts.</summary>
public static class NewsRule
{
    /// <summary>Whether accounts may have changed since a turn.</summary>
    /// <param name="turn">The newest turn.</param>
    /// <param name="since">The newest turn that the runner has seen; 0 for none.</param>
    public static bool HasAccounts(long turn, long since) =>
        turn > since && !(since > 0 && PlantedBug.Is(PlantedBug.StaleAccounts));
}
