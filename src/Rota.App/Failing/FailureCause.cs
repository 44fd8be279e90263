using Rota.Core.Results;
using Rota.Store.Records;

namespace Rota.App.Failing;

/// <summary>What tasks have in common that failed alike.</summary>
/// <param name="Ending">How the latest attempt ended, in two words.</param>
/// <param name="Shape">The shape of its message.</param>
internal readonly record struct FailureCause(string Ending, string Shape)
{
    /// <summary>That of a task which failed.</summary>
    public static FailureCause Of(TaskRow row) => new(Endings.Of(row), MessageShape.Of(row.Reason));
}
