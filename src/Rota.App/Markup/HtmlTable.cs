using System.Text;

namespace Rota.App.Markup;

/// <summary>
/// Writes one table. On a narrow page its rows become cards whose cells have the name of their column in front; the
/// roles are stated, for a reader of the screen would take such a table for none.
/// </summary>
internal sealed class HtmlTable
{
    private readonly StringBuilder page;
    private readonly HtmlColumn[] columns;

    /// <summary>Begins a table.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="name">What it is, for who cannot see it.</param>
    /// <param name="columns">Its columns.</param>
    public HtmlTable(StringBuilder page, string name, params IEnumerable<HtmlColumn> columns)
    {
        (this.page, this.columns) = (page, [.. columns]);
        page.Append($"<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{SafeText.Escape(name)}\">")
            .Append("<table role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in this.columns)
        {
            page.Append($"<th role=\"columnheader\" scope=\"col\"{column.ClassAttribute}>")
                .Append(SafeText.Isolate(column.Name, 60))
                .Append("</th>");
        }

        page.Append("</tr></thead><tbody role=\"rowgroup\">");
    }

    /// <summary>A row; the cells are HTML.</summary>
    public void Row(params ReadOnlySpan<string> cells) => Place(null, cells);

    /// <summary>A row that is a place on the page.</summary>
    /// <param name="id">Name of the place; null for none.</param>
    /// <param name="cells">Its cells, as HTML.</param>
    public void Place(string? id, params ReadOnlySpan<string> cells)
    {
        page.Append("<tr role=\"row\"").Append(id is null ? ">" : $" id=\"{id}\">");
        for (var at = 0; at < columns.Length; at++)
        {
            page.Append(
                    $"<td role=\"cell\"{columns[at].ClassAttribute} data-l=\"{SafeText.Escape(columns[at].Name, 60)}\">"
                )
                .Append(cells[at] is "–" or "0" ? $"<span class=\"dim\">{cells[at]}</span>" : cells[at])
                .Append("</td>");
        }

        page.Append("</tr>\n");
    }

    /// <summary>A row of one cell that belongs to the one above.</summary>
    public void Beneath(string html) =>
        page.Append(
            $"<tr role=\"row\" class=\"more\"><td role=\"cell\" colspan=\"{columns.Length}\">{html}</td></tr>\n"
        );

    /// <summary>Ends the table.</summary>
    public void End() => page.Append("</tbody></table></div>");
}

/// <summary>A column of a table.</summary>
/// <param name="Name">What is in it.</param>
/// <param name="Style">Its style classes: <c>n</c> for numbers; empty for none.</param>
internal sealed record HtmlColumn(string Name, string Style = "")
{
    /// <summary>A column of numbers.</summary>
    public static HtmlColumn Number(string name) => new(name, "n");

    /// <summary>The attribute of its cells.</summary>
    public string ClassAttribute => Style.Length == 0 ? "" : $" class=\"{Style}\"";
}
