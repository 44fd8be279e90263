using Rota.Store.Memory.Tables;
using Rota.Store.Rules;
using Rota.Store.SavedFilters;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where people give filters names, and take them away again.</summary>
internal sealed class KeptFilters(Writer writer) : ISavedFilters
{
    public bool Save(SavedFilter filter) =>
        writer.Change(tables =>
        {
            var before = tables.Filters.FirstOrDefault(filter.IsIn);
            return filter.HasRoom(tables.Filters)
                ? (
                    tables with
                    {
                        Filters = tables.Filters.RemoveAll(filter.IsIn).Add(filter),
                    },
                    true,
                    SettingDeeds.SaveFilter(before, filter)
                )
                : (tables, false, null);
        });

    public bool Forget(string owner, string list, string name) =>
        writer.Change(tables =>
            tables.Filters.FirstOrDefault(one => (one.Owner, one.List, one.Name) == (owner, list, name)) is { } filter
                ? (tables with { Filters = tables.Filters.Remove(filter) }, true, SettingDeeds.ForgetFilter(filter))
                : (tables, false, null)
        );

    public void Dispose() => writer.Dispose();
}
