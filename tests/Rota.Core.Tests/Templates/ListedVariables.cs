using System.Collections.Immutable;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.Tests.Templates;

/// <summary>Variables as a test lists them.</summary>
internal sealed class ListedVariables(ImmutableArray<string> values, params (string Name, string Value)[] names)
    : IVariables
{
    public ImmutableArray<string> Values => values;

    public string? Value(string name) => names.FirstOrDefault(pair => pair.Name == name).Value;
}
