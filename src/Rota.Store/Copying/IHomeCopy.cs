namespace Rota.Store.Copying;

/// <summary>
/// All rows of a home, to go to another kind of home with them. Nobody else writes to it before this is disposed of.
/// </summary>
public interface IHomeCopy : IDisposable
{
    /// <summary>Where it is, for people.</summary>
    string Place { get; }

    /// <summary>Whether people have ever changed it, or a runner joined: then nothing else is put into it.</summary>
    bool IsUsed { get; }

    /// <summary>The rows of a table; numbers, texts, fractions and bytes, or null.</summary>
    IEnumerable<object?[]> Rows(CopiedTable table);

    /// <summary>
    /// The number that comes next, of <c>job</c>, <c>inbox</c>, <c>outbox</c>, <c>schedule</c>, <c>operation</c> and
    /// <c>audit</c>.
    /// </summary>
    IReadOnlyDictionary<string, long> Numbers();

    /// <summary>Takes all that another has in place of its own, in one transaction; the audit tells of it.</summary>
    void Fill(IHomeCopy from);

    /// <summary>From here on the state uses this home.</summary>
    void Adopt();

    /// <summary>From here on nobody uses it: what is kept of it is a copy.</summary>
    /// <returns>What is left, and where.</returns>
    string Retire();
}
