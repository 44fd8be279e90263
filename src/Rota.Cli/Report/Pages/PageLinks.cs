using System.Text;

namespace Rota.Cli.Report.Pages;

/// <summary>Links to the sections that a page has.</summary>
internal static class PageLinks
{
    private static readonly (string Place, string Name)[] Sections =
    [
        (FailureSection.Place, "Failures"),
        (SkippedSection.Place, "Skipped"),
        (GraphSection.Place, "Graph"),
        (SweepSection.Place, "Results"),
        (TimeSections.Place, "Time"),
        (GroupTable.Place, "Entries"),
        (TaskTable.Place, "Tasks"),
    ];

    /// <summary>Those of a page; nothing where it has one section alone.</summary>
    public static string Of(StringBuilder page)
    {
        var text = page.ToString();
        var there = Sections
            .Where(section => text.Contains($"<section id=\"{section.Place}\"", StringComparison.Ordinal))
            .ToArray();
        return there.Length < 2
            ? ""
            : "<nav aria-label=\"Sections\"><ul>"
                + string.Concat(there.Select(section => $"<li><a href=\"#{section.Place}\">{section.Name}</a></li>"))
                + "</ul></nav>";
    }
}
