using Rota.Store.Operations;

namespace Rota.Store.Home;

/// <summary>Operations, and how far they are.</summary>
public interface IOperationReader
{
    /// <summary>One, or null.</summary>
    OperationRow? Find(long number);

    /// <summary>The newest ones, newest first.</summary>
    IReadOnlyList<OperationRow> Newest(int limit);

    /// <summary>The oldest that is not worked off; null for none.</summary>
    OperationRow? Next();
}
