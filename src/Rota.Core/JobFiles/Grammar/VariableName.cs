namespace Rota.Core.JobFiles.Grammar;

/// <summary>Which names variables of the user's may have.</summary>
public static class VariableName
{
    /// <summary>Why a text cannot be one: what to do; null where it can.</summary>
    public static string? Hint(string name) =>
        !Names.IsVariable(name) ? "use letters, digits and _, not beginning with a digit"
        : name.StartsWith("ROTA_", StringComparison.Ordinal) ? "choose another: Rota sets those that begin with ROTA_"
        : null;
}
