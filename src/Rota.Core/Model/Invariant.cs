using System.Runtime.CompilerServices;

namespace Rota.Core.Model;

/// <summary>A promise the code makes to itself. On in release builds: a broken one stops before it can write.</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantException"/> when the condition does not hold.</summary>
    public static void Check(bool holds, string claim, [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        if (!holds)
        {
            throw new InvariantException($"{claim} ({condition})");
        }
    }
}

/// <summary>A bug in Rota itself: a claim about its own state turned out false.</summary>
public sealed class InvariantException(string message) : Exception(message);
