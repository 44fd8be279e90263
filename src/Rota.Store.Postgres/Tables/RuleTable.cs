using System.Collections.Immutable;
using Rota.Core.Notifying;
using Rota.Store.Outbox;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Specs;

namespace Rota.Store.Postgres.Tables;

/// <summary>The rules of notifications that were set apart from job files.</summary>
internal sealed class RuleTable(Connection connection)
{
    /// <summary>Rules are read with each turn, and change with the years.</summary>
    private readonly Dictionary<string, ImmutableArray<NotifyRule>> known = new(StringComparer.Ordinal);

    /// <summary>All of them, by scope.</summary>
    public IReadOnlyList<ScopedRules> All()
    {
        List<ScopedRules>? rules = null;
        using var rows = connection.Prepare("SELECT scope, rules FROM rota.notify ORDER BY scope").Rows();
        while (rows.Read())
        {
            var text = rows.Text(1);
            if (!known.TryGetValue(text, out var read))
            {
                known[text] = read = NotifyForm.Rules(text);
            }

            (rules ??= []).Add(new ScopedRules(new RuleScope(rows.Text(0)), read));
        }

        return rules ?? (IReadOnlyList<ScopedRules>)[];
    }
}
