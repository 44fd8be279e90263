using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>What placeholders stand for, for one task.</summary>
public interface IVariables
{
    /// <summary>The positional values, for <c>{}</c> and <c>{1}</c>.</summary>
    ImmutableArray<string> Values { get; }

    /// <summary>The value of a name such as <c>matrix.lr</c>, or null where there is none.</summary>
    string? Value(string name);
}
