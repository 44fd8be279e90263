using System.Collections.Immutable;

namespace Rota.Core.Filters;

/// <summary>The fields that rows of one kind have.</summary>
/// <typeparam name="TRow">The rows.</typeparam>
/// <param name="Fields">The fields.</param>
public sealed record FieldTable<TRow>(ImmutableArray<Field<TRow>> Fields)
{
    /// <summary>The field of a name, and the member of it that is named.</summary>
    /// <param name="name">The name: <c>state</c>, <c>tag.team</c>.</param>
    /// <param name="member">The member of a family; empty for a field that is none.</param>
    public Field<TRow>? Find(string name, out string member)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        member = dot < 0 ? "" : name[(dot + 1)..];
        foreach (var field in Fields)
        {
            if (field.IsFamily ? dot > 0 && member.Length > 0 && name[..dot] == field.Name : name == field.Name)
            {
                return field;
            }
        }

        return null;
    }
}
