using Rota.Store.Postgres.Sessions;
using Rota.Store.SavedFilters;

namespace Rota.Store.Postgres.Queries;

/// <summary>Filters that people gave names.</summary>
internal static class FilterQuery
{
    /// <summary>All of them, by list, owner and name.</summary>
    public static IReadOnlyList<SavedFilter> All(Connection connection)
    {
        var filters = new List<SavedFilter>();
        using var rows = connection
            .Prepare("SELECT owner, list, name, filter, saved FROM rota.saved_filter ORDER BY list, owner, name")
            .Rows();
        while (rows.Read())
        {
            filters.Add(
                new SavedFilter
                {
                    Owner = rows.Text(0),
                    List = rows.Text(1),
                    Name = rows.Text(2),
                    Filter = rows.Text(3),
                    Saved = rows.Instant(4),
                }
            );
        }

        return filters;
    }
}
