using Rota.Store.Home;
using Rota.Store.Operations;

namespace Rota.Store.Memory.Queries;

/// <summary>Operations, and how far they are.</summary>
internal sealed class OperationReader(HomeReader home) : IOperationReader
{
    public OperationRow? Find(long number) => home.Now.Operations.GetValueOrDefault(number);

    public IReadOnlyList<OperationRow> Newest(int limit) => [.. home.Now.Operations.Values.Reverse().Take(limit)];

    public OperationRow? Next() =>
        home.Now.Operations.Values.FirstOrDefault(row => row.State == OperationState.Running);
}
