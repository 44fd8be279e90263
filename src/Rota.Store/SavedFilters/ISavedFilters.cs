namespace Rota.Store.SavedFilters;

/// <summary>Where people give filters names, and take them away again.</summary>
public interface ISavedFilters : IDisposable
{
    /// <summary>Saves one, also in the place of one of its name; false where there is no room for another.</summary>
    bool Save(SavedFilter filter);

    /// <summary>Forgets one; false where there is none of that owner, list and name.</summary>
    bool Forget(string owner, string list, string name);
}
