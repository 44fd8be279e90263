using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Queries;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rules;
using Rota.Store.SavedFilters;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where people give filters names, and take them away again.</summary>
internal sealed class KeptFilters(StateDirectory state, Server server, Author? author) : ISavedFilters
{
    private readonly PeopleWriter people = new(state, server, author);

    /// <inheritdoc/>
    public bool Save(SavedFilter filter) =>
        people.Write(() =>
        {
            var all = FilterQuery.All(people.Connection);
            if (!filter.HasRoom(all))
            {
                return (false, (Deed?)null);
            }

            people
                .Connection.Prepare(
                    """
                    INSERT INTO rota.saved_filter (owner, list, name, filter, saved) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (owner, list, name) DO UPDATE SET filter = excluded.filter, saved = excluded.saved
                    """
                )
                .Bind(1, filter.Owner)
                .Bind(2, filter.List)
                .Bind(3, filter.Name)
                .Bind(4, filter.Filter)
                .Bind(5, filter.Saved.Micros)
                .Run();
            return (true, SettingDeeds.SaveFilter(all.FirstOrDefault(filter.IsIn), filter));
        });

    /// <inheritdoc/>
    public bool Forget(string owner, string list, string name) =>
        people.Write(() =>
        {
            var found = FilterQuery
                .All(people.Connection)
                .FirstOrDefault(one => (one.Owner, one.List, one.Name) == (owner, list, name));
            if (found is null)
            {
                return (false, (Deed?)null);
            }

            people
                .Connection.Prepare("DELETE FROM rota.saved_filter WHERE owner = $1 AND list = $2 AND name = $3")
                .Bind(1, owner)
                .Bind(2, list)
                .Bind(3, name)
                .Run();
            return (true, SettingDeeds.ForgetFilter(found));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();
}
