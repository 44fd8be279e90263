using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.SavedFilters;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Submissions;

/// <summary>Where people give filters names, and take them away again.</summary>
/// <param name="state">The state.</param>
/// <param name="author">Whose doing it is; null for nobody in particular.</param>
public sealed class KeptFilters(StateDirectory state, Author? author = null) : ISavedFilters
{
    private readonly PeopleWriter people = new(state, author);

    /// <inheritdoc/>
    public bool Save(SavedFilter filter) =>
        people.Write(() =>
        {
            var all = FilterQuery.All(people.Connection);
            if (!filter.HasRoom(all))
            {
                return (false, null);
            }

            people
                .Connection.Prepare(
                    "INSERT OR REPLACE INTO saved_filter (owner, list, name, filter, saved) VALUES (?1, ?2, ?3, ?4, ?5)"
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
                return (false, null);
            }

            people
                .Connection.Prepare("DELETE FROM saved_filter WHERE owner = ?1 AND list = ?2 AND name = ?3")
                .Bind(1, owner)
                .Bind(2, list)
                .Bind(3, name)
                .Run();
            return (true, SettingDeeds.ForgetFilter(found));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();
}
