namespace Rota.Web.Pages;

/// <summary>
/// The first words of the addresses that are pages of the dashboard; a test holds them against the list of the pages'
/// source.
/// </summary>
public static class PageNames
{
    /// <summary>The words; an empty one is the first page.</summary>
    public static IReadOnlySet<string> All { get; } =
        new HashSet<string>(StringComparer.Ordinal)
        {
            "",
            "jobs",
            "tasks",
            "queues",
            "budgets",
            "schedules",
            "nodes",
            "turns",
            "repairs",
            "audit",
            "settings",
            "submit",
        };
}
