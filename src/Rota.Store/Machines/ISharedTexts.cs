namespace Rota.Store.Machines;

/// <summary>
/// Texts by name that all machines share which serve a home elsewhere: what one of them has to know of its cell when it
/// takes over from another.
/// </summary>
public interface ISharedTexts
{
    /// <summary>A text; null where nobody has written it yet.</summary>
    SharedText? Find(string name);

    /// <summary>Writes one, if nobody else has since it was read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">What it says from here on.</param>
    /// <param name="before">What was read; null where it was not there.</param>
    /// <returns>Whether it was written.</returns>
    bool TryWrite(string name, string text, string? before);
}

/// <summary>A text that is shared.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Version">Grows with each change, from 1 on.</param>
public sealed record SharedText(string Text, long Version);
