namespace Rota.App.Finding;

/// <summary>How a page ended: known when all of it was gone through.</summary>
internal interface IPageEnd
{
    /// <summary>Where the next page begins; null for no more.</summary>
    string? Next { get; }

    /// <summary>Whether all rows were looked at that had to be.</summary>
    bool IsComplete { get; }
}
